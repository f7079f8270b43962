/** The page on which a person gives the access token. It stands alone: the app needs the token to say anything. */

/**
 * The page's HTML. `nonce` allows its own style and script; `complaint`, a sentence of ours, says why it is shown
 * again. A token in the address's fragment is put into the form and sent; the fragment then leaves the history too.
 */
export function formatSessionPage(nonce: string, complaint?: string): string {
  const alert = complaint === undefined ? "" : `<p role="alert">${complaint}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · etcd explorer</title>
<style nonce="${nonce}">
  :root { color-scheme: light dark; --bg: #f6f7f9; --panel: #fff; --line: #dde3ea; --text: #17202b; --muted: #566476; --accent: #0b6bcb; --on: #fff; }
  @media (prefers-color-scheme: dark) {
    :root { --bg: #0e1116; --panel: #13171e; --line: #242b36; --text: #e3e8ef; --muted: #8d99a9; --accent: #4aa8ff; --on: #08121d; }
  }
  body { font: 13px/20px system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0; background: var(--bg); color: var(--text); }
  main { width: min(380px, 90vw); padding: 20px; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
  h1 { font-size: 18px; line-height: 24px; margin: 0 0 12px; }
  label, p { color: var(--muted); }
  [role="alert"] { color: inherit; font-weight: 600; }
  label, input, button { display: block; box-sizing: border-box; width: 100%; font: inherit; }
  input, button { margin: 6px 0 12px; padding: 6px 10px; border: 1px solid var(--line); border-radius: 6px; }
  input { background: var(--bg); color: var(--text); }
  button { background: var(--accent); color: var(--on); border-color: transparent; font-weight: 500; }
  p { margin: 0; }
</style>
</head>
<body>
<main>
  <h1>etcd explorer</h1>
  <form method="post" action="/api/session">
    ${alert}
    <label for="token">Access token</label>
    <input id="token" name="access_token" type="password" required autofocus autocomplete="current-password">
    <button>Sign in</button>
    <p>The server printed it when it started, or it is set as ACCESS_TOKEN.</p>
  </form>
</main>
<script nonce="${nonce}">
  const given = new URLSearchParams(location.hash.slice(1)).get("access_token");
  if (given) {
    history.replaceState(null, "", location.pathname);
    document.getElementById("token").value = given;
    document.forms[0].submit();
  }
</script>
</body>
</html>
`;
}
