/** The cookie in which a browser keeps its session. */
import { sessionMs } from "./session.ts";

/**
 * The `Set-Cookie` of a session. No script reads it and no other site's page sends it along, WebSockets included. Over
 * TLS it is Secure and `__Host-`: neither a plain connection nor another host of the domain gets it or sets it.
 */
export function sessionCookie(request: Request, value: string): string {
  return format(request, value, sessionMs / 1000, isSecure(request));
}

/** What makes a browser forget its session, however it has kept it. */
export function forgettingCookies(request: Request): readonly string[] {
  return [format(request, "", 0, false), format(request, "", 0, true)];
}

/** The values that the request may mean, at most a few: a browser has one. */
export function sessionValues(request: Request): readonly string[] {
  const names = [false, true].map((secure) => `${cookieName(request, secure)}=`);
  return (request.headers.get("cookie") ?? "")
    .split(/; */)
    .flatMap((cookie) => {
      const name = names.find((candidate) => cookie.startsWith(candidate));
      return name === undefined ? [] : [cookie.slice(name.length)];
    })
    .slice(0, 4);
}

function format(request: Request, value: string, maxAgeSeconds: number, secure: boolean): string {
  const attributes = `Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict`;
  const name = cookieName(request, secure);
  // A cookie with the prefix __Host- must be for every path (RFC 6265bis §4.1.3.2).
  return secure ? `${name}=${value}; Path=/; ${attributes}; Secure` : `${name}=${value}; Path=/api; ${attributes}`;
}

/** With the port in it: cookies do not tell the ports of one host apart, and several explorers may run there. */
function cookieName(request: Request, secure: boolean): string {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const port = /:(\d+)$/.exec(host)?.[1];
  const name = port === undefined ? "etcd-explorer" : `etcd-explorer-${port}`;
  return secure ? `__Host-${name}` : name;
}

/**
 * Whether the browser speaks to us by TLS, perhaps to a proxy before us. Whoever claims it falsely gets a cookie that
 * is kept more strictly, so a claim is enough: the page's own origin, or a proxy's X-Forwarded-Proto.
 */
function isSecure(request: Request): boolean {
  const { headers, url } = request;
  return (
    new URL(url).protocol === "https:" ||
    headers.get("origin")?.startsWith("https://") === true ||
    /^\s*https\s*(?:,|$)/i.test(headers.get("x-forwarded-proto") ?? "")
  );
}
