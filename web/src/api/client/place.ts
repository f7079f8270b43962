/** Where a request goes: to whichever endpoint of a connection answers, or to one member and no other. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { endpointsOf, type ConnectionRef, type FreeRef } from "@etcd-explorer/shared/model/connection-ref";

export type Place =
  /** Whichever endpoint of the connection answers. */
  | { readonly kind: "any" }
  /** One endpoint of a configured connection, by its place or address. */
  | { readonly kind: "endpoint"; readonly endpoint: string | number }
  /** A free host. */
  | { readonly kind: "host"; readonly host: string; readonly port: number; readonly tls: boolean };

export const anywhere: Place = { kind: "any" };

/** The target of a request at one place. */
export function placed(target: TargetFields, place: Place): TargetFields & { endpoint?: string | number } {
  switch (place.kind) {
    case "any":
      return target;
    case "endpoint":
      return { ...target, endpoint: place.endpoint };
    case "host": {
      const { tls: _, endpoints: __, ...rest } = target;
      return { ...rest, host: place.host, port: place.port, ...(place.tls ? { tls: true } : {}) };
    }
    default:
      return place satisfies never;
  }
}

/** Each endpoint of a free connection as a place of its own. */
export function placesOf(ref: FreeRef): readonly Place[] {
  return endpointsOf(ref).map(({ host, port }): Place => ({ kind: "host", host, port, tls: ref.tls }));
}

/** The place that a member's client URL names, as the connection lets one reach it; undefined: it names none. */
export function placeOfUrl(url: string, { kind }: Pick<ConnectionRef, "kind">): Place | undefined {
  if (kind === "configured") return { kind: "endpoint", endpoint: url.replace(/\/$/, "") };
  const parsed = URL.parse(url);
  if (parsed === null || parsed.port === "") return undefined;
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  return { kind: "host", host, port: Number(parsed.port), tls: parsed.protocol === "https:" };
}
