/** The clock of revisions in IndexedDB, which all tabs share. Where that is full or forbidden, it lasts as long as the tab. */
import { createStore, del, entries, get, update, type UseStore } from "idb-keyval";
import { compareInt64, parseRevision } from "@etcd-explorer/shared/model/int64";
import type { ClockPair } from "@etcd-explorer/shared/read/clock/clock-pair";
import { keptPairs } from "@etcd-explorer/shared/read/clock/thin-pairs";
import * as z from "zod/mini";

/** Keeps the pairs of each cluster by a name. Nothing fails: what cannot be kept is forgotten with the tab. */
export interface ClockStorage {
  read(id: string): Promise<readonly ClockPair[]>;
  /** Changes what is kept, also by other tabs in the meantime; undefined where it cannot be kept. */
  change(
    id: string,
    apply: (pairs: readonly ClockPair[]) => readonly ClockPair[],
  ): Promise<readonly ClockPair[] | undefined>;
}

/** Of more clusters, those that were used last. */
const keptClusters = 16;

const moment = z.number().check(z.gte(0), z.lte(8.64e15));
const pair = z.object({
  revision: z.string(),
  notBeforeMs: z.optional(moment),
  byMs: moment,
  newestAtMs: z.optional(moment),
});
const record = z.object({ usedAtMs: moment, pairs: z.array(pair).check(z.maxLength(keptPairs)) });

/** What was stored, where it is as this version stores it; otherwise nothing. */
export function parseClock(stored: unknown): readonly ClockPair[] {
  const kept = record.safeParse(stored).data?.pairs ?? [];
  const pairs = kept.flatMap(({ revision: text, notBeforeMs, byMs, newestAtMs }): ClockPair[] => {
    const revision = parseRevision(text);
    if (revision === undefined) return [];
    return [
      {
        revision,
        ...(notBeforeMs !== undefined && { notBeforeMs }),
        byMs,
        ...(newestAtMs !== undefined && { newestAtMs }),
      },
    ];
  });
  const isInOrder = pairs.every(({ revision }, index) => {
    const next = pairs[index + 1];
    return next === undefined || compareInt64(revision, next.revision) < 0;
  });
  return isInOrder ? pairs : [];
}

/** The storage of this browser. */
export function browserClockStorage(): ClockStorage {
  let opened: UseStore | undefined;
  let isTidy = false;
  const store = () => (opened ??= createStore("etcd-explorer:clock:v1", "clusters"));
  return {
    read: async (id) => {
      try {
        return parseClock(await get(id, store()));
      } catch {
        return [];
      }
    },
    change: async (id, apply) => {
      try {
        let pairs: readonly ClockPair[] = [];
        await update(
          id,
          (stored: unknown) => {
            pairs = apply(parseClock(stored));
            return { usedAtMs: Date.now(), pairs };
          },
          store(),
        );
        if (!isTidy) await forgetOldClusters(store());
        isTidy = true;
        return pairs;
      } catch {
        return undefined;
      }
    },
  };
}

/** Clusters are seldom added: once a page is enough. */
async function forgetOldClusters(store: UseStore): Promise<void> {
  const all = await entries<IDBValidKey, unknown>(store);
  const old = all.toSorted(([, a], [, b]) => usedAt(b) - usedAt(a)).slice(keptClusters);
  await Promise.all(old.map(([id]) => del(id, store)));
}

function usedAt(stored: unknown): number {
  return record.safeParse(stored).data?.usedAtMs ?? 0;
}
