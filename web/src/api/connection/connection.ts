/** A connection as the screens use it: where it goes, and what it may do. */
import type { ConfigResponse, ConnectionColour, TargetFields } from "@etcd-explorer/shared/contract/schemas";
import {
  endpointsOf,
  formatConnectionRef,
  formatEndpoint,
  type ConnectionRef,
  type FreeRef,
} from "@etcd-explorer/shared/model/connection-ref";
import type { SavedConnection } from "#/lib/saved-connection.ts";
import { isProduction } from "./is-production.ts";
import { marksOf } from "./marks-of.ts";

export interface Connection {
  /** Its spelling in the URL; also its identity in caches and stores. */
  readonly id: string;
  readonly ref: ConnectionRef;
  /** What people call it. */
  readonly label: string;
  readonly readOnly: boolean;
  /** Whether `readOnly` is a lock of this browser, which one click takes away again. */
  readonly isLocked?: boolean;
  /** Whether a snapshot may be taken while `readOnly`. */
  readonly allowSnapshot?: boolean;
  readonly tls: boolean;
  readonly colour?: ConnectionColour;
  /** Whether it leads to production: acts ask more there, see acts/questions.ts. */
  readonly isProduction: boolean;
  /** The fields that every request to the worker carries. Holds the password: never log it. */
  readonly target: TargetFields;
  /** How many endpoints the server knows of it; absent for a free one. */
  readonly endpoints?: number;
  /** Who asks: whoever signed in, else whom the server is configured to be. Empty: nobody in particular. */
  readonly user: string;
}

/**
 * Puts together what the URL says, what the server's configuration or this browser's list adds, and the credentials that
 * this tab knows.
 */
export function resolveConnection(
  ref: ConnectionRef,
  config: ConfigResponse,
  credentials: Required<Pick<TargetFields, "username" | "password">> | undefined,
  saved: readonly SavedConnection[] = [],
): Connection | undefined {
  const id = formatConnectionRef(ref);
  if (ref.kind === "configured") {
    const configured = config.connections.find((connection) => connection.name === ref.name);
    if (configured === undefined) return undefined;
    return {
      id,
      ref,
      label: configured.label ?? configured.name,
      readOnly: configured.readOnly || config.readOnly,
      ...(configured.allowSnapshot === true && { allowSnapshot: true }),
      isProduction: isProduction(configured),
      tls: configured.tls ?? false,
      ...(configured.endpoints === undefined ? {} : { endpoints: configured.endpoints }),
      // Without credentials of one's own, the server uses those that it is configured with, if any.
      target: { connection: ref.name, ...credentials },
      user: credentials?.username ?? configured.user ?? "",
      ...(configured.colour === undefined ? {} : { colour: configured.colour }),
    };
  }
  const { name, colour, production, readOnly = false } = marksOf(ref, saved);
  return {
    id,
    ref,
    label: name ?? id,
    readOnly: config.readOnly || readOnly,
    // Whoever chose read-only for themselves is kept from writing, and from nothing else.
    ...((config.readOnly ? config.allowSnapshot === true : readOnly) && { allowSnapshot: true }),
    // Nobody has said what stands behind a bare address.
    isProduction: isProduction({ name: name ?? "", colour, production }),
    tls: ref.tls,
    user: ref.user,
    target: {
      ...placeOf(ref),
      ...(ref.user === "" ? {} : { username: ref.user, password: credentials?.password ?? "" }),
      // The server holds it, whatever the page sends.
      ...(readOnly && { readOnly: true }),
    },
    ...(colour === undefined ? {} : { colour }),
  };
}

function placeOf(ref: FreeRef): TargetFields {
  if (ref.others === undefined) return { host: ref.host, port: ref.port, ...(ref.tls ? { tls: true } : {}) };
  return { endpoints: endpointsOf(ref).map((endpoint) => formatEndpoint(endpoint, ref.tls)) };
}

/** The same connection, as this browser has locked it; one that is read-only in any case stays as it is. */
export function lockConnection(connection: Connection): Connection {
  return connection.readOnly ? connection : { ...connection, readOnly: true, isLocked: true, allowSnapshot: true };
}

/** Why no snapshot may be taken; undefined: one may. */
export function snapshotRefusal({ readOnly, allowSnapshot }: Connection): string | undefined {
  return readOnly && allowSnapshot !== true
    ? "Read-only: snapshots contain password hashes. The server setting allowSnapshot permits them"
    : undefined;
}
