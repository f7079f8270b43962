/** All that is known of a key's past, in one list. */
import { compareInt64 } from "../../model/int64.ts";
import type { KeyLife, KeyVersion } from "./key-version.ts";
import type { PastWrite, Searched } from "./replay.ts";

/**
 * The writes of the present life and those that a search found, the newest first. `base`: the version that was there
 * where the search began.
 */
export function joinWrites(life: KeyLife, searched: Searched | undefined, base: KeyVersion | undefined): PastWrite[] {
  const writes = new Map<string, PastWrite>();
  const add = (write: PastWrite) => {
    const known = writes.get(write.revision);
    if (known?.kind === "put" && known.version.value !== undefined) return;
    writes.set(write.revision, write);
  };
  for (const version of life.versions) add({ kind: "put", revision: version.modRevision, version });
  for (const write of searched?.writes ?? []) add(write);
  // Where writes were dropped, what came before them is not the one before the oldest that is kept.
  if (base !== undefined && searched?.dropped === 0) add({ kind: "put", revision: base.modRevision, version: base });
  return [...writes.values()].toSorted((a, b) => compareInt64(b.revision, a.revision));
}

/** The version that a write overwrote or removed; `older`: the write before it that is known. */
export function overwrittenBy(write: PastWrite, older: PastWrite | undefined): KeyVersion | undefined {
  if (older?.kind !== "put") return undefined;
  if (write.kind === "delete") return older.version;
  const { createRevision, version } = write.version;
  const follows =
    older.version.createRevision === createRevision && BigInt(older.version.version) === BigInt(version) - 1n;
  return follows ? older.version : undefined;
}
