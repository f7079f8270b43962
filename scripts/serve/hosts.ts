/** The names under which this machine is spoken to. */
import { isIP, isIPv6 } from "node:net";
import { hostname, networkInterfaces } from "node:os";

/** `HOST:PORT` as it stands in an address: an IPv6 host in brackets. */
export function authority(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Whether only programs on this machine can reach a server on `host`. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** What this machine is called from elsewhere. */
export interface Machine {
  readonly name: string;
  /** Of other machines' kind, those of IPv4 first. */
  readonly addresses: readonly string[];
}

export function thisMachine(): Machine {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // An address with a zone can stand in no URL of a browser.
  const outward = all.filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0);
  const sorted = outward.toSorted((a, b) => a.family.localeCompare(b.family));
  return { name: hostname(), addresses: sorted.map(({ address }) => address) };
}

const isEveryAddress = (host: string): boolean => host === "0.0.0.0" || host === "::";

/** The host to print for a server on `host`: where it listens on all addresses, one that others can dial. */
export function printedHost(host: string, machine: Machine = thisMachine()): string {
  return isEveryAddress(host) ? (machine.addresses[0] ?? "127.0.0.1") : host;
}

/**
 * The Host headers that browsers send to a server on `host`: this machine's, and others' where it listens on all
 * addresses. Any other comes from a page that made a foreign name point here (DNS rebinding). Browsers leave out the
 * port of http itself.
 */
export function servedHosts(host: string, port: number, machine: Machine = thisMachine()): string[] {
  const outward = isEveryAddress(host) ? [machine.name.toLowerCase(), ...machine.addresses] : [];
  const names = new Set([host, "127.0.0.1", "localhost", "::1", ...outward]);
  return [...names].flatMap((name) => {
    const full = authority(name, port);
    return port === 80 ? [full, full.replace(/:80$/, "")] : [full];
  });
}
