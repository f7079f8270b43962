/** Addresses of etcd servers as a person types them. */
import { isIPv6 } from "node:net";
import { LaunchFailure } from "../process/launch-failure.ts";

const defaultPort = 2379;

function refuse(part: string, why: string): LaunchFailure {
  return new LaunchFailure(`--endpoints: “${part}” ${why}. See npm start -- --help.`, { exitCode: 2 });
}

/**
 * A comma-separated list of `http://HOST:PORT` or `HOST:PORT` to `http://HOST:PORT` each, in their order; without a
 * port, etcd's own. Fails with one sentence that names the wrong entry, but never a password in it.
 */
export function parseEndpoints(text: string): string[] {
  return text.split(",").map((part) => parseEndpoint(part.trim()));
}

function parseEndpoint(part: string): string {
  if (part === "") throw refuse(part, "is empty: give HOST:PORT");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(part)?.[1]?.toLowerCase();
  if (scheme === "https")
    throw refuse(part.split("@").at(-1) ?? "", "asks for TLS, which is not served yet: give http://");
  if (scheme !== undefined && scheme !== "http") throw refuse(part.split("@").at(-1) ?? "", "must start with http://");
  const rest = scheme === undefined ? part : part.slice("http://".length);
  if (rest.includes("@")) throw refuse("…@…", "holds a user or password: sign in on the page instead");
  const bare = rest.replace(/\/$/, "");
  const host = isIPv6(bare) ? `[${bare}]` : bare;
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(host);
  if (match?.[1] === undefined) throw refuse(part, "is not HOST:PORT or http://HOST:PORT");
  const name = match[1];
  if (name.startsWith("[") && !isIPv6(name.slice(1, -1))) throw refuse(part, "is no IPv6 address");
  const port = match[2] === undefined ? defaultPort : Number(match[2]);
  if (port < 1 || port > 65_535) throw refuse(part, "has a port beyond 1 to 65535");
  return `http://${name}:${port}`;
}
