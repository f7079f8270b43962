/** Host names, IP addresses and ports as people write them. */
import type { Endpoint } from "./transport.ts";

/** etcd's port for clients. */
export const defaultPort = 2379;

/**
 * A host name or an IP address, in lower case and an IPv6 address without its brackets; undefined for anything else,
 * a `host:port` included.
 *
 * @example parseHost("[::1]") // "::1"
 */
export function parseHost(text: string): string | undefined {
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1];
  const host = (bracketed ?? text).toLowerCase();
  if (bracketed === undefined && nameOrIpv4.test(host)) return host;
  return ipv6.test(host) ? host : undefined;
}

const nameOrIpv4 = /^(?=[^.-])[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/;
// Two colons at least, so that `host:port` is none; a zone may follow (RFC 6874).
const ipv6 = /^(?=.*:.*:)[0-9a-f:.]+(?:%[a-z0-9._-]+)?$/;

/** A host with an optional port: `host`, `host:2379`, `::1`, `[::1]:2379`. */
export function parseHostPort(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const whole = parseHost(text);
  if (whole !== undefined) return { host: whole, port: undefined };
  const match = /^(.+):(\d{1,5})$/.exec(text);
  const host = parseHost(match?.[1] ?? "");
  const port = Number(match?.[2]);
  // Without brackets the last group of an IPv6 address and a port look alike.
  if (host === undefined || (host.includes(":") && !text.startsWith("["))) return undefined;
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

/** An endpoint as etcdctl takes it: `http://host:2379`, `https://host:2379`, or without a scheme, which means http. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^(?:(https?):\/\/)?([^/]+)\/?$/i.exec(text);
  const address = parseHostPort(match?.[2] ?? "");
  if (address === undefined) return undefined;
  return { host: address.host, port: address.port ?? defaultPort, tls: match?.[1]?.toLowerCase() === "https" };
}

/**
 * One spelling for all spellings of one address: `127.1`, `0x7f000001` and `::ffff:127.0.0.1` are `127.0.0.1` (WHATWG
 * URL, host parsing). Names are in lower case and without a final dot. Whether two names are one machine is not known.
 *
 * @example canonicalHost("0177.0.0.1") // "127.0.0.1"
 */
export function canonicalHost(host: string): string {
  const plain = host
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
  const [address = "", zone] = plain.split("%", 2);
  const isIpv6 = address.includes(":");
  const parsed = URL.parse(`http://${isIpv6 ? `[${address}]` : address}/`)?.hostname;
  if (parsed === undefined) return plain;
  const bare = parsed.replace(/^\[(.*)\]$/, "$1");
  return ipv4Within(bare) ?? (zone === undefined ? bare : `${bare}%${zone}`);
}

/** The IPv4 address that an IPv6 one stands for: mapped `::ffff:7f00:1`, or the older compatible `::7f00:1`. */
function ipv4Within(host: string): string | undefined {
  const [, high, low] = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 0xff, b >> 8, b & 0xff].join(".");
}

/** Whether two spellings name the same host; other names of one machine are not known. */
export function sameHost(a: string, b: string): boolean {
  return canonicalHost(a) === canonicalHost(b);
}
