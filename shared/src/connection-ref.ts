/**
 * A connection as the URL holds it: the name of one that the server knows, or a free address.
 * Free ones are `[https://][user@]host[:port]`, always with the port once formatted; never a password.
 */
import { formatHostPort } from "./failure.ts";

export type ConnectionRef =
  | { readonly kind: "configured"; readonly name: string }
  | {
      readonly kind: "free";
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
      /** Empty: nobody in particular. */
      readonly user: string;
    };

export const defaultPort = 2379;

const hostPattern = /^(?:\[([0-9A-Fa-f:.%]+)\]|([^\s:@/[\]]+))(?::(\d{1,5}))?$/;

/** Whether a text can name a configured connection: in a URL it must not be taken for an address. */
export function isConnectionName(text: string): boolean {
  return text.length <= 100 && /^[^\s:@/[\]]+$/.test(text);
}

/** Writes a reference; {@link parseConnectionRef} reads the same one back. */
export function formatConnectionRef(ref: ConnectionRef): string {
  if (ref.kind === "configured") return ref.name;
  const user = ref.user === "" ? "" : `${encodeURIComponent(ref.user)}@`;
  return `${ref.tls ? "https://" : ""}${user}${formatHostPort(ref.host, ref.port)}`;
}

/**
 * Reads what a URL holds or a person typed: an address with a port, a scheme or a user is free, a bare word is the
 * name of a configured connection. Undefined where it is neither.
 */
export function parseConnectionRef(text: string): ConnectionRef | undefined {
  const free = /^(https?:\/\/)?(?:([^@\s/]*)@)?([^@\s/]+)\/?$/i.exec(text.trim());
  if (free === null) return undefined;
  const [, scheme, user, address = ""] = free;
  const match = hostPattern.exec(address);
  if (match === null) return undefined;
  const [, bracketed, plain = "", port] = match;
  if (scheme === undefined && user === undefined && port === undefined && bracketed === undefined) {
    return { kind: "configured", name: plain };
  }
  const number = port === undefined ? defaultPort : Number(port);
  if (number < 1 || number > 65_535) return undefined;
  const name = decodeUser(user ?? "");
  if (name === undefined) return undefined;
  return { kind: "free", host: bracketed ?? plain, port: number, tls: /^https/i.test(scheme ?? ""), user: name };
}

function decodeUser(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
