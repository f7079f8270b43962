/** A connection that is kept in this browser: where it leads and how it is marked, never a secret. */
import { connectionColours } from "@etcd-explorer/shared/contract/schemas";
import {
  endpointsOf,
  parseConnectionRef,
  type ConnectionRef,
  type FreeRef,
  type HostPort,
} from "@etcd-explorer/shared/model/connection-ref";
import * as z from "zod/mini";

const stored = z.object({
  /** Endpoints, TLS and user, as the URL spells them. */
  id: z.string(),
  /** What people call it; left out: it was used, and nobody has named it. */
  name: z.catch(z.optional(z.string()), undefined),
  colour: z.catch(z.optional(z.enum(connectionColours)), undefined),
  /** Whether it leads to production; left out: name and colour are judged. */
  production: z.catch(z.optional(z.boolean()), undefined),
  /** Whether everything that this browser sends there only reads. */
  readOnly: z.catch(z.optional(z.boolean()), undefined),
});

export type SavedConnection = z.infer<typeof stored>;

/** How a connection is marked. */
export type Marks = Omit<SavedConnection, "id">;

const shapes = z.union([
  z.object({ connections: z.array(z.unknown()) }),
  // As it was stored while connections had no names.
  z.object({ ids: z.array(z.unknown()) }),
]);

/** Reads what a browser has stored, now or earlier: what is damaged is left out, and the rest of it is kept. */
export function parseSaved(raw: unknown): SavedConnection[] {
  const { data } = shapes.safeParse(raw);
  if (data === undefined) return [];
  const entries = "connections" in data ? data.connections : data.ids.map((id) => ({ id }));
  return entries.flatMap((entry) => {
    const parsed = stored.safeParse(entry).data;
    return parsed !== undefined && refOf(parsed) !== undefined ? [parsed] : [];
  });
}

/** Where it leads. */
export function refOf({ id }: Pick<SavedConnection, "id">): FreeRef | undefined {
  const ref = parseConnectionRef(id);
  return ref?.kind === "free" ? ref : undefined;
}

/** Whether somebody gave it a name or a mark, which would be lost with it. */
export function isMarked({ name, colour, production, readOnly }: Marks): boolean {
  return name !== undefined || colour !== undefined || production !== undefined || readOnly === true;
}

/**
 * Whether everything that a connection leads to has been used in this browser, as whatever user: one further endpoint
 * in a link could be anybody's. What the explorer's server knows counts as used.
 */
export function isUsed(ref: ConnectionRef, saved: readonly SavedConnection[]): boolean {
  if (ref.kind === "configured") return true;
  const used = new Set(saved.flatMap((each) => placesOf(refOf(each))));
  return placesOf(ref).every((place) => used.has(place));
}

/** Each server that a connection leads to; TLS is part of it, since a password may go there in clear otherwise. */
export function placesOf(ref: FreeRef | undefined): string[] {
  if (ref === undefined) return [];
  return endpointsOf(ref).map(({ host, port }: HostPort) => JSON.stringify([host.toLowerCase(), port, ref.tls]));
}
