/**
 * A connection as the URL holds it: the name of one that the server knows, or a free address. A name that could be
 * taken for an address, or for a step of a path, has a colon before it, with which no address begins. Free ones are
 * `[https://][user@]host[:port][,host[:port]…]`, always with the ports once formatted; never a password.
 */
import { formatHostPort } from "./failure.ts";

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** An etcd at its address, or a cluster at those of its members. */
export interface FreeRef extends HostPort {
  readonly kind: "free";
  /** Further endpoints of the same cluster; left out where there is none. */
  readonly others?: readonly HostPort[];
  readonly tls: boolean;
  /** Empty: nobody in particular. */
  readonly user: string;
}

export type ConnectionRef = { readonly kind: "configured"; readonly name: string } | FreeRef;

export const defaultPort = 2379;

/** The most endpoints that a free connection may have. */
export const mostEndpoints: number = 20;

/** All endpoints of a free connection, in the order in which they are tried. */
export function endpointsOf({ host, port, others = [] }: Pick<FreeRef, "host" | "port" | "others">): HostPort[] {
  return [{ host, port }, ...others];
}

/** An endpoint as etcdctl takes it: `https://10.0.0.5:2379`. */
export function formatEndpoint({ host, port }: HostPort, tls: boolean): string {
  return `${tls ? "https" : "http"}://${formatHostPort(host, port)}`;
}

const hostPattern = /^(?:\[([0-9A-Fa-f:.%]+)\]|([^\s:@/[\],]+))(?::(\d{1,5}))?$/;

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

/** References are the names of stored things: those that every object has by itself, such as `constructor`, are marked. */
const isPlain = (name: string) => plainName.test(name) && !(name in Object.prototype);

/** Writes a reference; {@link parseConnectionRef} reads the same one back. */
export function formatConnectionRef(ref: ConnectionRef): string {
  if (ref.kind === "configured") return isPlain(ref.name) ? ref.name : `:${ref.name}`;
  const user = ref.user === "" ? "" : `${encodeURIComponent(ref.user)}@`;
  const addresses = endpointsOf(ref).map(({ host, port }) => formatHostPort(host, port));
  return `${ref.tls ? "https://" : ""}${user}${addresses.join(",")}`;
}

/**
 * Reads what a URL holds or a person typed: addresses with a port, a scheme or a user are free, a bare word is the
 * name of a configured connection. Undefined where it is neither.
 */
export function parseConnectionRef(text: string): ConnectionRef | undefined {
  if (text.startsWith(":")) {
    const marked = text.slice(1);
    return isConnectionName(marked) ? { kind: "configured", name: marked } : undefined;
  }
  const free = /^(https?:\/\/)?(?:([^@\s/,]*)@)?([^@\s/]+)\/?$/i.exec(text.trim());
  if (free === null) return undefined;
  const [, scheme, user, addresses = ""] = free;
  if (scheme === undefined && user === undefined && plainName.test(addresses)) {
    return { kind: "configured", name: addresses };
  }
  const parsed = addresses.split(",").map(parseHostPort);
  const [first, ...others] = parsed.filter((address) => address !== undefined);
  const name = decodeUser(user ?? "");
  if (first === undefined || others.length !== parsed.length - 1 || parsed.length > mostEndpoints) return undefined;
  if (name === undefined) return undefined;
  const isTls = /^https/i.test(scheme ?? "");
  return { kind: "free", ...first, ...(others.length > 0 && { others }), tls: isTls, user: name };
}

function parseHostPort(text: string): HostPort | undefined {
  const [whole, bracketed, plain = "", port] = hostPattern.exec(text) ?? [];
  const number = port === undefined ? defaultPort : Number(port);
  if (whole === undefined || number < 1 || number > 65_535) return undefined;
  return { host: bracketed ?? plain, port: number };
}

function decodeUser(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
