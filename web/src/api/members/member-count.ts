/** How many members answered when they were last asked, of all that there are. */
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { Place } from "#/api/client/place.ts";

/** What the last look at one member brought. */
export interface Sight {
  /** `unwell`: it answers, and knows no leader or tells of an alarm. `unseen`: no way is known that leads to it. */
  readonly seen: "well" | "unwell" | "away" | "unseen";
  /** The way that has led to it. */
  readonly place?: Place;
}

export interface MemberCount {
  readonly ids: readonly Int64[];
  /** Those that were asked. */
  readonly sights: Readonly<Record<Int64, Sight>>;
}

/** The members as they are listed now; what is known of those that stay is kept. */
export function applyMembers(known: MemberCount | undefined, ids: readonly Int64[]): MemberCount {
  const sights = known?.sights ?? {};
  return { ids, sights: Object.fromEntries(ids.flatMap((id) => (sights[id] === undefined ? [] : [[id, sights[id]]]))) };
}

/** One more look at a member; the way that has led to it once is not forgotten. */
export function applySight(known: MemberCount, id: Int64, sight: Sight): MemberCount {
  const place = sight.place ?? known.sights[id]?.place;
  return { ...known, sights: { ...known.sights, [id]: { ...sight, ...(place !== undefined && { place }) } } };
}

/** The count as the top bar tells it. */
export interface MemberTally {
  readonly answered: number;
  readonly total: number;
  readonly unwell: number;
  readonly away: number;
  readonly unseen: number;
}

/** Adds up. Undefined as long as not every member has been asked. */
export function tallyOf({ ids, sights }: MemberCount): MemberTally | undefined {
  const seen = ids.flatMap((id) => sights[id]?.seen ?? []);
  if (ids.length === 0 || seen.length < ids.length) return undefined;
  const count = (kind: Sight["seen"]) => seen.filter((each) => each === kind).length;
  const [unwell, away, unseen] = [count("unwell"), count("away"), count("unseen")];
  return { answered: ids.length - away - unseen, total: ids.length, unwell, away, unseen };
}

/** The count in a sentence. */
export function describeTally({ answered, total, unwell, away, unseen }: MemberTally): string {
  const parts = [`${answered} of ${total} member${total === 1 ? "" : "s"} answered`];
  if (away > 0) parts.push(`${away} did not`);
  if (unseen > 0) parts.push(`${unseen} cannot be asked from here`);
  if (unwell > 0)
    parts.push(
      unwell === 1 ? "1 tells of an alarm or knows no leader" : `${unwell} tell of an alarm or know no leader`,
    );
  return parts.join(", ");
}
