/** How many members answered when they were last asked, of all that there are. */
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { Place } from "#/api/client/place.ts";

/** What the last look at one member brought. */
export interface MemberHealth {
  /** `unhealthy`: it answers, and knows no leader or tells of an alarm. `unknown`: no way is known that leads to it. */
  readonly state: "healthy" | "unhealthy" | "unreachable" | "unknown";
  /** The way that has led to it. */
  readonly place?: Place;
}

/** A member that a screen asks by itself: its query tells how it is. */
export interface MemberAsked {
  readonly health: MemberHealth;
}

export interface MemberCount {
  readonly ids: readonly Int64[];
  /** Those that were asked. */
  readonly health: Readonly<Record<Int64, MemberHealth>>;
}

/** The members as they are listed now; what is known of those that stay is kept. */
export function applyMembers(known: MemberCount | undefined, ids: readonly Int64[]): MemberCount {
  const health = known?.health ?? {};
  return { ids, health: Object.fromEntries(ids.flatMap((id) => (health[id] === undefined ? [] : [[id, health[id]]]))) };
}

/** One more look at a member; the way that has led to it once is not forgotten. */
export function applyHealth(known: MemberCount, id: Int64, health: MemberHealth): MemberCount {
  const place = health.place ?? known.health[id]?.place;
  return { ...known, health: { ...known.health, [id]: { ...health, ...(place !== undefined && { place }) } } };
}

/** The count as the top bar tells it. */
export interface MemberTally {
  readonly answered: number;
  readonly total: number;
  readonly unhealthy: number;
  readonly unreachable: number;
  readonly unknown: number;
}

/** Adds up. Undefined as long as not every member has been asked. */
export function tallyOf({ ids, health }: MemberCount): MemberTally | undefined {
  const seen = ids.flatMap((id) => health[id]?.state ?? []);
  if (ids.length === 0 || seen.length < ids.length) return undefined;
  const count = (kind: MemberHealth["state"]) => seen.filter((each) => each === kind).length;
  const [unhealthy, unreachable, unknown] = [count("unhealthy"), count("unreachable"), count("unknown")];
  return { answered: ids.length - unreachable - unknown, total: ids.length, unhealthy, unreachable, unknown };
}

/** The count in a sentence. */
export function describeTally({ answered, total, unhealthy, unreachable, unknown }: MemberTally): string {
  const parts = [`${answered} of ${total} member${total === 1 ? "" : "s"} answered`];
  if (unreachable > 0) parts.push(`${unreachable} did not`);
  if (unknown > 0) parts.push(`${unknown} cannot be checked`);
  if (unhealthy > 0) parts.push(`${unhealthy} ${unhealthy === 1 ? "has" : "have"} an alarm or no leader`);
  return parts.join(", ");
}
