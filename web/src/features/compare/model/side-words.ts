/** How the sides and the kinds of differences are called: by a letter each, which no colour has to tell. */
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";

export const sideLetters: OfSides<"A" | "B"> = { left: "A", right: "B" };

export const otherSide: OfSides<SideName> = { left: "right", right: "left" };

/** Of a row: what its key is. */
export const kindWords: Readonly<Record<DifferenceKind, string>> = {
  "only-left": "only in A",
  "only-right": "only in B",
  differs: "differs",
  lease: "lease",
};

/** What each kind means. */
export const kindTitles: Readonly<Record<DifferenceKind, string>> = {
  "only-left": "Keys that exist on side A only",
  "only-right": "Keys that exist on side B only",
  differs: "Keys whose values differ",
  lease: "Keys with the same value and different leases",
};

/** Of a number of keys: `12 only in A`, `41 differ`. */
export function countOfKind(kind: DifferenceKind, count: number): string {
  const number = formatGrouped(count);
  switch (kind) {
    case "only-left":
    case "only-right":
      return `${number} ${kindWords[kind]}`;
    case "differs":
      return count === 1 ? "1 differs" : `${number} differ`;
    case "lease":
      return `${number} by lease only`;
    default:
      return kind satisfies never;
  }
}

interface NamedSide {
  readonly label: string;
  readonly prefix: Key;
  readonly revision: Revision;
}

/** A side in one line: `A: staging /config/ at revision 88,120`. */
export function describeSide(name: SideName, { label, prefix, revision }: NamedSide): string {
  const keys = prefix.length === 0 ? "all keys" : formatKey(prefix);
  return `${sideLetters[name]}: ${label} ${keys} at revision ${formatGrouped(revision)}`;
}
