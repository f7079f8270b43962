/** A connection as the screens use it: where it goes, and what it may do. */
import type { ConfigResponse, ConnectionColour, TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { formatConnectionRef, type ConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { isProduction } from "./is-production.ts";

export interface Connection {
  /** Its spelling in the URL; also its identity in caches and stores. */
  readonly id: string;
  readonly ref: ConnectionRef;
  /** What people call it. */
  readonly label: string;
  readonly readOnly: boolean;
  /** Whether `readOnly` is the choice of this tab alone, which it can take away again. */
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

/** Puts together what the URL says, what the server's configuration adds, and the credentials that this tab knows. */
export function resolveConnection(
  ref: ConnectionRef,
  config: ConfigResponse,
  credentials: Required<Pick<TargetFields, "username" | "password">> | undefined,
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
  return {
    id,
    ref,
    label: id,
    readOnly: config.readOnly,
    ...(config.allowSnapshot === true && { allowSnapshot: true }),
    // Nobody has said what stands behind an address.
    isProduction: false,
    tls: ref.tls,
    user: ref.user,
    target: {
      host: ref.host,
      port: ref.port,
      ...(ref.tls ? { tls: true } : {}),
      ...(ref.user === "" ? {} : { username: ref.user, password: credentials?.password ?? "" }),
    },
  };
}

/** The same connection, as a tab has made it read-only for itself; one that is read-only in any case stays as it is. */
export function lockConnection(connection: Connection): Connection {
  return connection.readOnly ? connection : { ...connection, readOnly: true, isLocked: true, allowSnapshot: true };
}

/** Why no snapshot may be taken; undefined: one may. */
export function snapshotRefusal({ readOnly, allowSnapshot }: Connection): string | undefined {
  return readOnly && allowSnapshot !== true
    ? "Read-only: snapshots contain password hashes. The server setting allowSnapshot permits them"
    : undefined;
}
