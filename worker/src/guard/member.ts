/** Which one member of a connection a request may be sent to. */
import { FailureError, formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { Target } from "#/model/target.ts";
import type { Settings } from "#/settings/settings.ts";
import type { Endpoint } from "#/model/transport.ts";
import { parseEndpoint, sameHost } from "#/model/address.ts";
import { isAllowedTarget } from "#/settings/allowed-targets.ts";
import { isReadOnlyAddress } from "./target.ts";

/** `certain`: the server knows the address. `claimed`: the cluster itself must list it before anything is sent there. */
export interface MemberChoice {
  readonly kind: "certain" | "claimed";
  /** The connection's target, narrowed to one endpoint. */
  readonly target: Target;
}

/**
 * The target narrowed to the member that `endpoint` names. Whoever names another address must not get the connection's
 * credentials sent there: it is claimed only, and must pass for a free host, on the same side of TLS. Certificates are
 * bound to configured addresses alone. Fails with `invalid` or `forbidden`.
 */
export function chooseMember(endpoint: string | number, target: Target, settings: Settings): MemberChoice {
  const known = typeof endpoint === "number" ? target.endpoints[endpoint] : undefined;
  if (known !== undefined) return { kind: "certain", target: { ...target, endpoints: [known] } };
  const address = typeof endpoint === "number" ? undefined : parseEndpoint(endpoint);
  if (address === undefined) {
    const message =
      typeof endpoint === "number"
        ? `must be less than ${target.endpoints.length}, the connection's number of endpoints`
        : "must be like http://HOST:PORT or https://HOST:PORT";
    throw new FailureError({ kind: "invalid", field: "endpoint", message });
  }
  const configured = target.endpoints.find((one) => sameEndpoint(one, address));
  if (configured !== undefined) return { kind: "certain", target: { ...target, endpoints: [configured] } };
  const [first] = target.endpoints;
  const shown = formatHostPort(address.host, address.port);
  if (first?.tls !== address.tls) {
    throw refuse(
      `${shown} ${address.tls ? "uses" : "does not use"} TLS, but the connection ${first?.tls === true ? "does" : "does not"}`,
    );
  }
  if (first.binding !== undefined) {
    throw refuse(`The connection's certificates apply only to its own endpoints: add ${shown} to --endpoints`);
  }
  if (!isAllowedTarget(settings.targets, address.host, address.port)) {
    throw refuse(`Connecting to ${shown} is not allowed: add it to the connection's endpoints or to ALLOWED_TARGETS`);
  }
  const readOnly = target.readOnly || isReadOnlyAddress(settings, address.host, address.port);
  return { kind: "claimed", target: { ...target, readOnly, endpoints: [address] } };
}

/** Fails with `forbidden` where a claimed member is not among the client URLs that the cluster lists. */
export function checkListed({ target }: MemberChoice, clientUrls: readonly string[]): void {
  const [endpoint] = target.endpoints;
  if (endpoint === undefined) return;
  const listed = clientUrls.some((url) => {
    const parsed = parseEndpoint(url.replace(/\/$/, ""));
    return parsed !== undefined && sameEndpoint(parsed, endpoint);
  });
  if (!listed)
    throw refuse(`${formatHostPort(endpoint.host, endpoint.port)} is not a client URL of the cluster's members`);
}

function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.tls === b.tls && sameHost(a.host, b.host);
}

function refuse(message: string): FailureError {
  return new FailureError({ kind: "forbidden", rule: "members", message });
}
