/** What this tab has written to a side since it was pinned: the differences of those keys are from before. Pure. */
import { encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { nameOf, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { WriteHistory } from "#/lib/write-history-model.ts";
import type { SideAddress } from "./compare-address.ts";

interface PinnedAddress extends Pick<SideAddress, "prefix" | "at"> {
  readonly connectionId: string;
  readonly revision: Revision;
}

/** The names below the prefixes, in hex, that were written, undone or redone since. What is past stays as it was. */
export function writtenSince(
  { entries }: Pick<WriteHistory, "entries">,
  sides: OfSides<PinnedAddress>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { connectionId, prefix, at, revision } of [sides.left, sides.right]) {
    if (at !== "live") continue;
    for (const entry of entries) {
      if (entry.connectionId !== connectionId) continue;
      for (const write of entry.writes) {
        if (compareInt64(write.revision, revision) <= 0) continue;
        for (const { key } of write.changes) {
          if (startsWith(key, prefix)) names.add(encodeHex(key.subarray(prefix.length)));
        }
      }
    }
  }
  return names;
}

/** Whether a difference is one of those. */
export function isWrittenSince(
  names: ReadonlySet<string>,
  difference: Difference,
  prefixes: Readonly<Record<SideName, Key>>,
): boolean {
  return names.size > 0 && names.has(encodeHex(nameOf(difference, prefixes)));
}
