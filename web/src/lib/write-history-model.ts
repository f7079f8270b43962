/**
 * Everything that was written from this tab, in one history for each connection: what undo takes back, what redo does
 * again, and what cannot be taken back, with the reason. Pure: (history, event) → history.
 */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { sizeOfWrite, type DoneWrite, type RevisionNow } from "@etcd-explorer/shared/write/guarded/inverse";
import type { LeaseId, Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { WantedKey } from "@etcd-explorer/shared/write/guarded/write-check";
import type { UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";

export interface HistoryEntry {
  readonly id: number;
  readonly connectionId: string;
  /** What was done, as a sentence without its end: `Saved /a`. */
  readonly label: string;
  /** Who asked; empty: nobody in particular. */
  readonly user: string;
  /** When it was written first, in milliseconds since 1970. */
  readonly at: number;
  readonly state: "done" | "undone";
  /** Rises with each write, undo and redo: the highest was the last. */
  readonly turn: number;
  /** What reverses it, oldest first: of what is done the undo, of what is undone the redo. */
  readonly writes: readonly DoneWrite[];
  readonly sizeBytes: number;
  /** Of the whole only this part is left in its state. */
  readonly isRest?: true;
  /** Why it cannot be reversed, as a sentence; or could not, when that was tried. */
  readonly blocked?: string;
  /** The lease that it granted or revoked. */
  readonly lease?: LeaseChange;
  /** No response came: what it wanted of which keys, by which a later look tells whether it was done. */
  readonly unsettled?: readonly UnsettledKey[];
}

/** A key of a write of which nobody knows whether it was done. */
export interface UnsettledKey {
  readonly key: Key;
  /** As the write compared it; undefined: it had to be absent. */
  readonly base: KeyValue | undefined;
  /** What the write wanted it to be; undefined: deleted. */
  readonly after: WantedKey | undefined;
}

export interface LeaseChange {
  readonly id: LeaseId;
  readonly change: "granted" | "revoked";
}

export interface WriteHistory {
  /** In no order: `turn` tells it. */
  readonly entries: readonly HistoryEntry[];
  readonly turn: number;
  /** The revisions at which what was written once stands again, after an undo or redo. */
  readonly standing: ReadonlyMap<string, Revision>;
  /** By connection, how often etcd's data was found to have gone back. */
  readonly pastsLost: Readonly<Record<string, number>>;
}

/** What reversing does to an entry. */
export type Direction = "undo" | "redo";

export interface WrittenEvent {
  readonly kind: "written";
  readonly connectionId: string;
  readonly label: string;
  readonly user: string;
  readonly at: number;
  readonly writes: readonly DoneWrite[];
  readonly blocked?: string;
  readonly lease?: LeaseChange;
  readonly unsettled?: readonly UnsettledKey[];
}

export type HistoryEvent =
  | WrittenEvent
  /** etcd's data has gone back: what its revisions meant is no longer known. */
  | { readonly kind: "past-lost"; readonly connectionId: string }
  /** It turned out later that it was not done. */
  | { readonly kind: "forgotten"; readonly id: number }
  /** It turned out later that it was done: it can be undone as any other, in its own place. */
  | { readonly kind: "settled"; readonly id: number; readonly writes: readonly DoneWrite[] }
  | { readonly kind: "reversed"; readonly id: number; readonly result: UndoResult; readonly why?: string };

export const emptyHistory: WriteHistory = { entries: [], turn: 0, standing: new Map(), pastsLost: {} };

export const noRoom = "It is too large for this tab's undo history.";
export const pastLost = "etcd's data was restored from a backup or replaced since.";
export const answerLost = "The response was lost, so the previous value is unknown.";
/** So many entries are listed, those that cannot be undone included. */
export const listedEntries = 500;

const sizeOf = (writes: readonly DoneWrite[]) => writes.reduce((sum, write) => sum + sizeOfWrite(write), 0);

/** What `event` makes of the history; `budgetBytes` bounds what all entries together keep. */
export function applyHistoryEvent(history: WriteHistory, event: HistoryEvent, budgetBytes: number): WriteHistory {
  const next = applyOne(history, event);
  return { ...next, entries: withinBounds(next.entries, budgetBytes) };
}

function applyOne(history: WriteHistory, event: HistoryEvent): WriteHistory {
  switch (event.kind) {
    case "written":
      return applyWritten(history, event);
    case "reversed":
      return applyReversed(history, event);
    case "past-lost":
      return applyPastLost(history, event.connectionId);
    case "forgotten":
      return { ...history, entries: history.entries.filter(({ id }) => id !== event.id) };
    case "settled":
      return {
        ...history,
        entries: history.entries.map((each) => (each.id === event.id ? settled(each, event.writes) : each)),
      };
    default:
      return event satisfies never;
  }
}

/**
 * etcd counts on from where the backup was made: the revisions of our writes may be those of others by now. Of none is
 * known whether it is in the backup.
 */
function applyPastLost(history: WriteHistory, connectionId: string): WriteHistory {
  return {
    ...history,
    entries: history.entries.map((each) => (each.connectionId === connectionId ? withoutPast(each) : each)),
    standing: new Map([...history.standing].filter(([place]) => !place.startsWith(`${connectionId}\n`))),
    pastsLost: { ...history.pastsLost, [connectionId]: (history.pastsLost[connectionId] ?? 0) + 1 },
  };
}

function withoutPast({ unsettled, ...entry }: HistoryEntry): HistoryEntry {
  if (entry.writes.length === 0 && unsettled === undefined) return entry;
  return { ...entry, writes: [], sizeBytes: 0, blocked: pastLost };
}

function settled(
  { blocked: _blocked, unsettled: _unsettled, ...entry }: HistoryEntry,
  writes: readonly DoneWrite[],
): HistoryEntry {
  return { ...entry, writes, sizeBytes: sizeOf(writes) };
}

/** A new write is the end of what was undone: redoing it would not lead to what was there. */
function applyWritten(
  history: WriteHistory,
  { blocked, connectionId, label, user, at, writes, lease, unsettled }: WrittenEvent,
): WriteHistory {
  const turn = history.turn + 1;
  const others = history.entries.filter((each) => each.connectionId !== connectionId || each.state === "done");
  const why = blocked ?? (writes.length === 0 ? noRoom : undefined);
  const entry: HistoryEntry = {
    connectionId,
    label,
    user,
    at,
    writes,
    id: turn,
    turn,
    state: "done",
    sizeBytes: sizeOf(writes),
    ...(why === undefined ? {} : { blocked: why }),
    ...(lease === undefined ? {} : { lease }),
    ...(unsettled === undefined ? {} : { unsettled }),
  };
  return { ...history, turn, entries: [...others, entry] };
}

function applyReversed(history: WriteHistory, event: HistoryEvent & { kind: "reversed" }): WriteHistory {
  const found = history.entries.find(({ id }) => id === event.id);
  // Where the past was lost meanwhile, nobody knows which of its writes are still there.
  if (found === undefined || found.blocked === pastLost) return history;
  const { inverted, left, missed } = event.result;
  const { blocked: _, ...entry } = found;
  const turn = history.turn + 1;
  const others = history.entries.filter((each) => each !== found);
  const isPart = left.length > 0 && (inverted.length > 0 || missed > 0);
  const rest = isPart ? { isRest: true as const } : {};
  const stays: HistoryEntry = {
    ...entry,
    ...rest,
    writes: left,
    sizeBytes: sizeOf(left),
    ...(event.why === undefined ? {} : { blocked: event.why }),
  };
  const reversed: HistoryEntry = {
    ...entry,
    ...rest,
    id: isPart ? turn : entry.id,
    turn,
    state: entry.state === "done" ? "undone" : "done",
    writes: inverted,
    sizeBytes: sizeOf(inverted),
    ...(missed > 0 ? { blocked: answerLost } : {}),
  };
  const entries = [
    ...others,
    ...(left.length > 0 ? [stays] : []),
    ...(inverted.length > 0 || missed > 0 ? [reversed] : []),
  ];
  return { ...history, turn, entries, standing: standingAfter(history, entries, entry.connectionId, event.result) };
}

const placeOf = (connectionId: string, key: Key, revision: Revision) =>
  `${connectionId}\n${encodeHex(key)}@${revision}`;

/** Only what some entry asks for is remembered. */
function standingAfter(
  history: WriteHistory,
  entries: readonly HistoryEntry[],
  connectionId: string,
  { restored }: UndoResult,
): ReadonlyMap<string, Revision> {
  const asked = new Set<string>();
  for (const each of entries) {
    for (const { revision, changes } of each.writes) {
      for (const { key, after } of changes)
        if (after !== undefined) asked.add(placeOf(each.connectionId, key, revision));
    }
  }
  const standing = new Map(history.standing);
  const ends = new Set(
    [...standing].map(([place, revision]) => `${place.slice(0, place.lastIndexOf("@"))}@${revision}`),
  );
  for (const { key, was, now } of restored) {
    const place = placeOf(connectionId, key, was);
    if (asked.has(place) || ends.has(place)) standing.set(place, now);
  }
  return standing;
}

/** The revision at which what a write of this connection left stands now. */
export function revisionNow({ standing }: WriteHistory, connectionId: string): RevisionNow {
  return (key, revision) => {
    let now = revision;
    for (;;) {
      const next = standing.get(placeOf(connectionId, key, now));
      if (next === undefined) return now;
      now = next;
    }
  };
}

/** The oldest give up what they keep first, and stay in the list. */
function withinBounds(entries: readonly HistoryEntry[], budgetBytes: number): HistoryEntry[] {
  let room = budgetBytes;
  return entries
    .toSorted((a, b) => b.turn - a.turn)
    .slice(0, listedEntries)
    .map((entry) => {
      if (entry.sizeBytes > 0 && entry.sizeBytes <= room) {
        room -= entry.sizeBytes;
        return entry;
      }
      if (entry.sizeBytes === 0) return entry;
      // What is older may not be kept in place of it: undo walks back in order.
      room = 0;
      return { ...entry, writes: [], sizeBytes: 0, blocked: noRoom };
    });
}

/** All entries of a connection, the last first. */
export function entriesOf({ entries }: WriteHistory, connectionId: string): HistoryEntry[] {
  return entries.filter((each) => each.connectionId === connectionId).toSorted((a, b) => b.turn - a.turn);
}

/** What undo or redo is about: the last of its kind, or the entry of that ID. */
export function findEntry(
  history: WriteHistory,
  connectionId: string,
  direction: Direction,
  id?: number,
): HistoryEntry | undefined {
  const state = direction === "undo" ? "done" : "undone";
  return entriesOf(history, connectionId).find((each) => each.state === state && (id === undefined || each.id === id));
}

/** An entry's words in the list and in notices. */
export function describeEntry({ label, isRest, writes }: HistoryEntry): string {
  if (isRest !== true) return label;
  return `${label} (${writes.length === 1 ? "1 key" : `${writes.length.toLocaleString("en")} keys`} remaining)`;
}
