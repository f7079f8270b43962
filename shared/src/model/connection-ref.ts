/**
 * A connection as the URL holds it: the name of one that the server knows, or a free address. A name that could be
 * taken for an address, or for a step of a path, has a colon before it, with which no address begins. Free ones are
 * `[https://][user@]host[:port]`, always with the port once formatted; never a password.
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

/** The longest name of a configured connection, in UTF-16 units. */
export const longestConnectionName: number = 255;

/** What is said of a name that is none. */
export const connectionNameRule: string = `must have 1 to ${longestConnectionName} characters and no control characters`;

/** Whether a text can name a configured connection. */
export function isConnectionName(text: string): boolean {
  return text !== "" && text.length <= longestConnectionName && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/** A name that needs no mark: neither an address nor a part of one, nor `.` or `..`, which browsers resolve. */
const plainName = /^(?!\.\.?$)[^\s:@/[\]]+$/;

/** Writes a reference; {@link parseConnectionRef} reads the same one back. */
export function formatConnectionRef(ref: ConnectionRef): string {
  if (ref.kind === "configured") return plainName.test(ref.name) ? ref.name : `:${ref.name}`;
  const user = ref.user === "" ? "" : `${encodeURIComponent(ref.user)}@`;
  return `${ref.tls ? "https://" : ""}${user}${formatHostPort(ref.host, ref.port)}`;
}

/**
 * Reads what a URL holds or a person typed: an address with a port, a scheme or a user is free, a bare word is the
 * name of a configured connection. Undefined where it is neither.
 */
export function parseConnectionRef(text: string): ConnectionRef | undefined {
  if (text.startsWith(":")) {
    const marked = text.slice(1);
    return isConnectionName(marked) ? { kind: "configured", name: marked } : undefined;
  }
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
