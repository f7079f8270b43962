/** Addresses of etcd servers as a person types them. */
import { isIPv6 } from "node:net";
import type { LaunchFailure } from "../process/launch-failure.ts";
import { wrongUsage } from "./command-line.ts";
import type { Given } from "./connection-draft.ts";

const defaultPort = 2379;
const schemeless = /^(?![a-z][a-z0-9+.-]*:\/\/)/i;

/**
 * A comma-separated list of `http://HOST:PORT`, `https://HOST:PORT` or `HOST:PORT`, in their order; without a port,
 * etcd's own. Without a scheme it is https where `tls` says that certificates are given, as with etcdctl. Fails with
 * one sentence that names the wrong entry, but never a password in it.
 */
export function parseEndpoints(given: Given, tls = false): string[] {
  const fail = (part: string, why: string) => wrongUsage(`${given.called}: “${part}” ${why}.`);
  const endpoints = given.text.split(",").map((part) => parseEndpoint(part.trim(), tls, fail));
  if (new Set(endpoints.map((endpoint) => endpoint.startsWith("https:"))).size > 1) {
    // The password would go to one of them in clear.
    throw fail(given.text, "mixes http and https: use one of them for all members");
  }
  return endpoints;
}

function parseEndpoint(part: string, tls: boolean, fail: (part: string, why: string) => LaunchFailure): string {
  if (part === "") throw fail(part, "is empty: enter HOST:PORT");
  const scheme = schemeless.test(part) ? (tls ? "https" : "http") : part.slice(0, part.indexOf("://")).toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    throw fail(part.split("@").at(-1) ?? "", "must start with http:// or https://");
  }
  const rest = schemeless.test(part) ? part : part.slice(part.indexOf("://") + 3);
  if (rest.includes("@")) throw fail("…@…", "contains a user or password: use --user instead");
  const bare = rest.replace(/\/$/, "");
  const host = isIPv6(bare) ? `[${bare}]` : bare;
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(host);
  if (match?.[1] === undefined) throw fail(part, "is not HOST:PORT, http://HOST:PORT or https://HOST:PORT");
  const name = match[1];
  if (name.startsWith("[") && !isIPv6(name.slice(1, -1))) throw fail(part, "is not an IPv6 address");
  const port = match[2] === undefined ? defaultPort : Number(match[2]);
  if (port < 1 || port > 65_535) throw fail(part, "has a port outside 1 to 65535");
  return `${scheme}://${name}:${port}`;
}
