/** What a comparison must tell, by reading both sides whole. For tests. */
import { asKey, concatBytes, encodeHex, equalBytes, startsWith, type Key } from "../src/model/bytes.ts";
import { noLease, type Revision } from "../src/model/int64.ts";
import type { KeyValue } from "../src/model/key-value.ts";
import { isInRange } from "../src/model/range.ts";
import type { CompareRequest } from "../src/read/compare/compare-request.ts";
import {
  factsOn,
  nameOf,
  noDifferences,
  type Difference,
  type DifferenceKind,
} from "../src/read/compare/difference.ts";
import { ignoreNothing } from "../src/read/compare/ignore-rules.ts";

export interface ModelOfCompare {
  /** One line a difference, in key order. */
  readonly told: readonly string[];
  readonly counts: Readonly<Record<DifferenceKind | "same" | "ignored", number>>;
  readonly leftOut: { readonly left: number; readonly right: number };
}

/** Fields of values are no part of the model. */
export function modelOfCompare(
  { left, right, isSameCluster, within, ignore = ignoreNothing }: CompareRequest,
  keys: { readonly left: readonly KeyValue[]; readonly right: readonly KeyValue[] },
): ModelOfCompare {
  const wanted = (onLeft: Key) => within?.some((range) => isInRange(onLeft, range)) ?? true;
  const isIgnored = (name: Uint8Array) =>
    ignore.prefixes.some(({ isRelative, prefix }) =>
      isRelative
        ? startsWith(name, prefix)
        : [left.prefix, right.prefix].some((side) => startsWith(concatBytes([side, name]), prefix)),
    );
  const named = (side: readonly KeyValue[], prefix: Key) => {
    const inside = side
      .map((kv) => ({ kv, name: kv.key.subarray(prefix.length) }))
      .filter(({ name }) => wanted(asKey(concatBytes([left.prefix, name]))));
    const kept = inside.filter(({ name }) => !isIgnored(name));
    return {
      leftOut: inside.length - kept.length,
      byName: new Map(kept.map(({ kv, name }) => [encodeHex(name), kv])),
    };
  };
  const [lefts, rights] = [named(keys.left, left.prefix), named(keys.right, right.prefix)];
  const counts = { ...noDifferences, same: 0, ignored: 0 };
  const told: string[] = [];
  for (const name of [...new Set([...lefts.byName.keys(), ...rights.byName.keys()])].toSorted()) {
    const [one, other] = [lefts.byName.get(name), rights.byName.get(name)];
    const kind = kindOf(one, other, isSameCluster, ignore.leases);
    counts[kind]++;
    if (kind !== "same" && kind !== "ignored") told.push(spell(kind, name, one?.modRevision, other?.modRevision));
  }
  return { told, counts, leftOut: { left: lefts.leftOut, right: rights.leftOut } };
}

function kindOf(
  one: KeyValue | undefined,
  other: KeyValue | undefined,
  isSameCluster: boolean,
  ignoresLeases: boolean,
): DifferenceKind | "same" | "ignored" {
  if (one === undefined) return "only-right";
  if (other === undefined) return "only-left";
  if (!equalBytes(one.value, other.value)) return "differs";
  const isSameLease = isSameCluster ? one.lease === other.lease : (one.lease === noLease) === (other.lease === noLease);
  if (isSameLease) return "same";
  return ignoresLeases ? "ignored" : "lease";
}

/** A difference as the model writes it. */
export function spellDifference(found: Difference, { left, right }: Pick<CompareRequest, "left" | "right">): string {
  const name = encodeHex(nameOf(found, { left: left.prefix, right: right.prefix }));
  return spell(found.kind, name, factsOn(found, "left")?.modRevision, factsOn(found, "right")?.modRevision);
}

function spell(kind: DifferenceKind, name: string, left: Revision | undefined, right: Revision | undefined): string {
  return `${kind} ${name} ${left ?? "-"} ${right ?? "-"}`;
}
