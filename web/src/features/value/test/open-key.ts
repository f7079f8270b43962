/** The open key of the tests of its writes. */
import type { QueryClient } from "@tanstack/react-query";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { vi } from "vitest";
import { LossyEtcd } from "@etcd-explorer/shared/test/lossy-etcd";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createKeyWrites } from "#/features/value/write/key-writes.ts";
import { setDraft, useDrafts, type Draft } from "#/stores/drafts.ts";
import { valueFixture } from "./value-fixture.ts";

export const key = keyFromText("/a");

/** An edit of a text. */
export const draftOf = (base: KeyValue, text: string): Draft => ({ base, text, encoding: "text" });

/** The key /a with the value "old" is open, and an edit of it is typed. */
export async function openKey() {
  const fixture = valueFixture(new LossyEtcd());
  const base = await fixture.put("/a", "old");
  const id = fixture.draftId("/a");
  setDraft(id, draftOf(base, "mine"));
  const onConflict = vi.fn<() => void>();
  const writes = createKeyWrites(fixture, key, onConflict);
  return { ...fixture, base, id, onConflict, writes, draft: () => useDrafts.getState()[id] };
}

/** Begins a read of the key as it is, whose response comes when the returned function is called. */
export function beginRead(queryClient: QueryClient, kv: KeyValue): () => Promise<unknown> {
  const answer = Promise.withResolvers<object>();
  const queryKey = etcdCache.key("sample", key, "live");
  const read = queryClient.fetchQuery({ queryKey, queryFn: () => answer.promise });
  // Whether it is given up is not the test's question, but what the cache holds afterwards.
  const settled = Promise.allSettled([read]);
  return () => {
    answer.resolve({ kv, revision: kv.modRevision });
    return settled;
  };
}
