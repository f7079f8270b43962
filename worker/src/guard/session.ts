/**
 * The session of a browser that has shown the access token. The server keeps none: the value says when it ends and is
 * signed by the token, so that it holds in every isolate, and no longer than the token does.
 */
import { decodeHex, encodeHex, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";

export interface Session {
  /** 128 random bits, in hex. */
  readonly id: string;
  readonly endsAtMs: number;
}

/** How a value stands: it is a session, was one, or was not made with this token. */
export type SessionState =
  | { readonly kind: "valid"; readonly session: Session }
  | { readonly kind: "ended" }
  | { readonly kind: "forged" };

/** Twelve hours: a working day. */
export const sessionMs: number = 12 * 60 * 60 * 1000;

/** The value of a new session. It does not tell the token. */
export async function makeSession(token: string, nowMs: number): Promise<string> {
  const id = encodeHex(crypto.getRandomValues(new Uint8Array(16)));
  const claim = `${id}.${(nowMs + sessionMs).toString(36)}`;
  const mac = await crypto.subtle.sign("HMAC", await signingKey(token), encodeUtf8(purpose + claim));
  return `${claim}.${encodeHex(new Uint8Array(mac))}`;
}

/** Reads a value that a browser has sent. How long that takes tells nothing about how much of it was right. */
export async function readSession(value: string, token: string, nowMs: number): Promise<SessionState> {
  const [, id, end, mac] = /^([0-9a-f]{32})\.([0-9a-z]{1,11})\.([0-9a-f]{64})$/.exec(value) ?? [];
  if (id === undefined || end === undefined || mac === undefined) return { kind: "forged" };
  const bytes = decodeHex(mac) ?? new Uint8Array();
  const claim = encodeUtf8(`${purpose}${id}.${end}`);
  if (!(await crypto.subtle.verify("HMAC", await signingKey(token), bytes, claim))) return { kind: "forged" };
  const endsAtMs = Number.parseInt(end, 36);
  return endsAtMs > nowMs ? { kind: "valid", session: { id, endsAtMs } } : { kind: "ended" };
}

const purpose = "etcd explorer session\n";

function signingKey(token: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", encodeUtf8(token), algorithm, false, ["sign", "verify"]);
}
