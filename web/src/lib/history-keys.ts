/** Which entries of the write history touch the same keys. */
import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyChange } from "@etcd-explorer/shared/write/guarded/inverse";
import { entriesOf, type HistoryEntry, type WriteHistory } from "./write-history-model.ts";

/** Entries of so many keys are compared with others. */
const comparedKeys = 200;

/** The last write of ours that stands on one of the keys of an older entry: it has to be undone first. */
export function standsOn(history: WriteHistory, entry: HistoryEntry): HistoryEntry | undefined {
  if (entry.state !== "done" || entry.writes.length > comparedKeys) return undefined;
  const keysOf = ({ writes }: HistoryEntry) =>
    writes.slice(0, comparedKeys).flatMap(({ changes }) => changes.map(({ key }) => encodeHex(key)));
  const keys = new Set(keysOf(entry));
  const newer = entriesOf(history, entry.connectionId).filter(
    ({ turn, state }) => state === "done" && turn > entry.turn,
  );
  return newer.find((each) => keysOf(each).some((key) => keys.has(key)));
}

/** The last of our writes, undos and redos that touched a key, where it took the key away. */
export function removerOf(history: WriteHistory, connectionId: string, key: Key): HistoryEntry | undefined {
  const last = entriesOf(history, connectionId).find((each) => changeOf(each, key) !== undefined);
  const change = last === undefined ? undefined : changeOf(last, key);
  return change?.before !== undefined && change.after === undefined ? last : undefined;
}

function changeOf({ writes }: HistoryEntry, key: Key): KeyChange | undefined {
  for (const { changes } of writes) {
    const found = changes.find((change) => equalBytes(change.key, key));
    if (found !== undefined) return found;
  }
  return undefined;
}
