/** Who may call the API: the app's own page, and programs that are no browser. */
import { FailureError } from "@etcd-explorer/shared/model/failure";

/**
 * Fails with `forbidden` where the Host header is none of `hosts` (unless that is empty), so that a name rebound to
 * this machine is not answered, or where a browser says that the request comes from another site's page.
 * An entry of `hosts` without a port stands for every port.
 */
export function checkOrigin(request: Request, hosts: readonly string[]): void {
  const host = (request.headers.get("host") ?? new URL(request.url).host).toLowerCase();
  if (hosts.length > 0 && !hosts.includes(host) && !hosts.includes(host.replace(/:\d+$/, ""))) {
    throw forbidden("host", "This host name is not allowed: add it to ALLOWED_HOSTS (--allowed-host)");
  }
  const origin = request.headers.get("origin");
  if (origin !== null && hostOf(origin) !== host) {
    throw forbidden("origin", "Only etcd explorer's own page can call its API; a proxy must pass on the Host header");
  }
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}

function forbidden(rule: string, message: string): FailureError {
  return new FailureError({ kind: "forbidden", rule, message });
}
