/** The choice among the changes of a plan: pure. Rows are told apart by their place in the plan. */
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, noLease, subtractInt64, type LeaseId, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import { kindOfChange, type ChangeKind, type WantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { isOfKubernetes as holdsObject } from "#/lib/formats/encrypted-at-rest.ts";

export const changeKinds: readonly ChangeKind[] = ["add", "overwrite", "delete"];

export interface ReviewRow {
  readonly at: number;
  readonly change: WantedChange;
  readonly kind: ChangeKind;
  /** The target as the screens spell it. */
  readonly text: string;
  /** Somebody has written it since the plan was reviewed before. */
  readonly isOvertaken: boolean;
}

/** Of a plan that was reviewed before, the revision of each target then, empty where it was not there. By key in hex. */
export type PlannedBefore = ReadonlyMap<string, Revision | "">;

/** What of a plan is kept to tell what others have written since: neither its facts nor its sides. */
export function plannedBefore(changes: readonly WantedChange[]): PlannedBefore {
  return new Map(changes.map(({ target, found }) => [encodeHex(target), found?.modRevision ?? ""]));
}

/** The rows of a plan; `earlier`: the plan that was reviewed before, where this one was made again. */
export function reviewRows(changes: readonly WantedChange[], earlier: PlannedBefore | undefined): readonly ReviewRow[] {
  return changes.flatMap((change, at) => {
    const kind = kindOfChange(change);
    if (kind === undefined) return [];
    const was = earlier?.get(encodeHex(change.target));
    const isOvertaken = was !== undefined && was !== (change.found?.modRevision ?? "");
    return [{ at, change, kind, text: formatKey(change.target), isOvertaken }];
  });
}

/**
 * What is chosen at first: not what somebody has written since, and what would be deleted only where it was chosen
 * before, as on the screen that compares.
 */
export function startChosen(rows: readonly ReviewRow[], withDeletes = false): ReadonlySet<number> {
  const isFree = ({ kind, isOvertaken }: ReviewRow) => (withDeletes || kind !== "delete") && !isOvertaken;
  return new Set(rows.filter(isFree).map(({ at }) => at));
}

/** The choice with these rows in it, or without them. */
export function withChosen(
  chosen: ReadonlySet<number>,
  rows: readonly ReviewRow[],
  isChosen: boolean,
): ReadonlySet<number> {
  const next = new Set(chosen);
  for (const { at } of rows) {
    if (isChosen) next.add(at);
    else next.delete(at);
  }
  return next;
}

export interface KindCount {
  readonly all: number;
  readonly chosen: number;
}

export type KindCounts = Readonly<Record<ChangeKind, KindCount>>;

export function countKinds(rows: readonly ReviewRow[], chosen: ReadonlySet<number>): KindCounts {
  const counts = { add: { all: 0, chosen: 0 }, overwrite: { all: 0, chosen: 0 }, delete: { all: 0, chosen: 0 } };
  for (const { at, kind } of rows) {
    counts[kind].all++;
    if (chosen.has(at)) counts[kind].chosen++;
  }
  return counts;
}

/** Rows whose key holds the text, whatever the case. */
export function searchRows(rows: readonly ReviewRow[], text: string): readonly ReviewRow[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? rows : rows.filter((row) => row.text.toLowerCase().includes(wanted));
}

export interface ChosenSize {
  /** Bytes of values that are put, and of those that go and are kept for undo. */
  readonly putBytes: number;
  readonly goneBytes: number;
  /** Not all were measured: it is about that much. */
  readonly isEstimate: boolean;
}

/** The bytes of what is chosen, of which only the first were measured. */
export function sizeOfChosen(
  rows: readonly ReviewRow[],
  chosen: ReadonlySet<number>,
  sizes: readonly ChangeSize[],
): ChosenSize {
  const picked = rows.filter(({ at }) => chosen.has(at));
  const known = picked.flatMap(({ at }) => sizes[at] ?? []);
  const share = known.length === 0 ? 0 : picked.length / known.length;
  const sum = (bytesOf: (size: ChangeSize) => number) =>
    Math.round(known.reduce((all, size) => all + bytesOf(size), 0) * share);
  return {
    putBytes: sum(({ putBytes }) => putBytes),
    goneBytes: sum(({ goneBytes }) => goneBytes),
    isEstimate: known.length < picked.length,
  };
}

export interface ChosenLeases {
  /** The lease of each chosen key that has one, as far as that is known. */
  readonly known: readonly LeaseId[];
  /** Keys that are put, and of which nobody knows yet whether they have one. */
  readonly unknown: number;
}

/**
 * The leases of what is chosen. `isListed`: the source tells the leases of keys whose values were not read; where it
 * does not, only those are known that were measured.
 */
export function leasesOfChosen(
  rows: readonly ReviewRow[],
  chosen: ReadonlySet<number>,
  sizes: readonly ChangeSize[],
  isListed: boolean,
): ChosenLeases {
  const known: LeaseId[] = [];
  let unknown = 0;
  for (const { at, change } of rows) {
    if (!chosen.has(at) || change.source === undefined) continue;
    const lease = sizes[at]?.lease ?? change.source.lease;
    if (lease !== noLease) known.push(lease);
    else if (sizes[at] === undefined && !isListed) unknown++;
  }
  return { known, unknown };
}

/** A side of a plan, by the data that it had when the plan was read. */
export interface ReadSide {
  readonly connection: { readonly id: string };
  readonly past: number;
}

/** Whether the data of a side has gone back since: other writes may have the revisions that the plan compares with. */
export function isPlanLost(sides: readonly ReadSide[], pastsLost: Readonly<Record<string, number>>): boolean {
  return sides.some(({ connection, past }) => (pastsLost[connection.id] ?? 0) !== past);
}

/** Written so often between both sides that a program is likely to write it again. */
const oftenWrites = 100n;

/** Whether a key was written very often between what is to be there and what is there, within one life of it. */
export function isWrittenOften({ source, found }: WantedChange): boolean {
  if (source === undefined || found === undefined) return false;
  if (compareInt64(source.createRevision, found.createRevision) !== 0) return false;
  return subtractInt64(found.version, source.version) > oftenWrites;
}

/** Where Kubernetes keeps its objects, unless its API server is told otherwise. */
const kubernetesPrefix = "/registry/";

/** Whether a key belongs to Kubernetes, by its name or by its value. */
export function isOfKubernetes({ text }: ReviewRow, size: ChangeSize | undefined): boolean {
  return text.startsWith(kubernetesPrefix) || (size !== undefined && holdsObject(size.start));
}
