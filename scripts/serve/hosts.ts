/** The names under which this machine is spoken to. */
import { isIP, isIPv6 } from "node:net";

/** `HOST:PORT` as it stands in an address: an IPv6 host in brackets. */
export function authority(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Whether only programs on this machine can reach a server on `host`. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/**
 * The Host headers that a browser on this machine sends to a server on `host`. Any other comes from a page that made a
 * foreign name point here (DNS rebinding). Browsers leave out the port of http itself.
 */
export function servedHosts(host: string, port: number): string[] {
  const names = new Set([host, "127.0.0.1", "localhost", "::1"]);
  return [...names].flatMap((name) => {
    const full = authority(name, port);
    return port === 80 ? [full, full.replace(/:80$/, "")] : [full];
  });
}
