import type { FreeRef } from "@etcd-explorer/shared/model/connection-ref";
import { isMarked, placesOf, refOf, type Marks, type SavedConnection } from "#/lib/saved-connection.ts";
import { isProduction } from "./is-production.ts";

/**
 * How a free connection is marked: as it was saved, else as the same endpoints were for another user, the careful one
 * first. Where they were saved among others, what makes one careful holds as well: production, and that it may only be
 * read. What was only used says nothing: no use takes away what somebody has marked.
 */
export function marksOf(ref: FreeRef, saved: readonly SavedConnection[]): Marks {
  const places = placesOf(ref);
  const known = saved.filter(isMarked).map((each) => ({ each, ref: refOf(each) }));
  const same = known.filter(({ ref: other }) => isSameSet(places, placesOf(other)));
  const exact =
    same.find(({ ref: other }) => other?.user === ref.user) ?? same.find(({ each }) => each.readOnly) ?? same[0];
  if (exact !== undefined) return exact.each;
  const near = known.filter(({ ref: other }) => placesOf(other).some((place) => places.includes(place)));
  const careful = near.find(({ each }) => isProduction({ ...each, name: each.name ?? "" })) ?? near[0];
  if (careful === undefined) return {};
  return {
    colour: careful.each.colour,
    production: isProduction({ ...careful.each, name: careful.each.name ?? "" }),
    readOnly: near.some(({ each }) => each.readOnly === true),
  };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
