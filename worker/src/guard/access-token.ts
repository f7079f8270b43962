/** The access token (`ACCESS_TOKEN`): whoever may use this server shows it, or the cookie that was given for it. */
import { encodeHex, encodeUtf8 } from "@etcd-explorer/shared/bytes";
import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/failure";
import { brokenSetting } from "./setting.ts";

/** Reads the setting; nothing is no token. It must be able to stand in a header (RFC 6750 §2.1, a little wider). */
export function parseAccessToken(text: string): string | undefined {
  const token = text.trim();
  if (token === "") return undefined;
  if (token.length >= limits.shortestAccessToken && /^[\x21-\x7e]+$/.test(token)) return token;
  throw brokenSetting(
    "ACCESS_TOKEN",
    `it must have at least ${limits.shortestAccessToken} characters, of ASCII and without white space`,
  );
}

/**
 * Fails with `forbidden` where the request shows neither the token (`Authorization: Bearer TOKEN`) nor its cookie.
 * How long that takes tells nothing about how much of it was right.
 */
export async function checkAccess(request: Request, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  const expected = await cookieValue(token);
  const bearer = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined && isSame(await cookieValue(bearer), expected)) return;
  const name = cookieName(request);
  for (const cookie of (request.headers.get("cookie") ?? "").split(/; */)) {
    if (cookie.startsWith(`${name}=`) && isSame(cookie.slice(name.length + 1), expected)) return;
  }
  throw new FailureError({
    kind: "forbidden",
    rule: "access-token",
    message: `This server wants its access token: sign in at ${sessionPath}, or send it as Authorization: Bearer TOKEN`,
  });
}

/** Whether `attempt` is the token. */
export async function isToken(attempt: string, token: string): Promise<boolean> {
  return isSame(await cookieValue(attempt), await cookieValue(token));
}

/**
 * The `Set-Cookie` for a browser that has shown the token. No script reads it, no other site's page sends it along
 * (WebSockets included), only the API gets it, and it is forgotten when the browser is closed.
 */
export async function accessCookie(request: Request, token: string): Promise<string> {
  const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
  return `${cookieName(request)}=${await cookieValue(token)}; Path=/api; HttpOnly; SameSite=Strict${secure}`;
}

/** With the port in it: cookies do not tell the ports of one host apart, and several explorers may run there. */
function cookieName(request: Request): string {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const port = /:(\d+)$/.exec(host)?.[1];
  return port === undefined ? "etcd-explorer" : `etcd-explorer-${port}`;
}

/** What can be checked against the token but does not tell it. */
async function cookieValue(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encodeUtf8(`etcd explorer session\n${token}`));
  return encodeHex(new Uint8Array(digest));
}

/** Compares in a time that depends on the length of `expected` alone. */
function isSame(attempt: string, expected: string): boolean {
  let difference = attempt.length ^ expected.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= attempt.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
