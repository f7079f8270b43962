/** Host names, IP addresses and ports as people write them. */
import type { Endpoint } from "#/transport.ts";

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

/** Whether two spellings name the same host. Case and a final dot do not count; other names of one machine are not known. */
export function sameHost(a: string, b: string): boolean {
  return a.replace(/\.$/, "").toLowerCase() === b.replace(/\.$/, "").toLowerCase();
}
