import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { expect, test, vi } from "vitest";
import type { KeyState } from "#/api/keys/key-state.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { recordWritten, writtenHere } from "#/stores/write-history.ts";
import { forgetLostPast } from "./say-roll-back.ts";

test("where etcd's data has gone back all of that connection is read again, and of the past of keys nothing stays", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const key = keyFromText("/a");
  const folder = (id: string) => etcdCache.folder(id, key, slash, "live");
  const history = (id: string) => etcdCache.history(id, key, "live");
  const pasts = ["sample", "other"].flatMap((id) => [
    history(id),
    etcdCache.pastWrites(id, key, "live"),
    etcdCache.version(id, key, asRevision(int64(7)), "live"),
  ]);
  for (const queryKey of [...pasts, folder("sample"), folder("other")]) client.setQueryData(queryKey, "lost");
  // The history that is shown adds to what it finds.
  const read = () => `${client.getQueryData<string>(history("sample")) ?? "nothing"} and new`;
  const unsubscribe = new QueryObserver(client, { queryKey: history("sample"), queryFn: read }).subscribe(
    () => undefined,
  );

  const written = asRevision(int64(7));
  for (const id of ["sample", "other"]) {
    const writes = [{ revision: written, changes: [{ key, after: { value: valueFromText("1"), lease: noLease } }] }];
    recordWritten({ id, user: "" }, { label: "Saved /a", writes });
  }
  expect(["sample", "other"].map((id) => writtenHere(id, written))).toEqual([true, true]);

  forgetLostPast(client, "sample", asRevision(int64(5)));
  // Others write at that revision now.
  expect(["sample", "other"].map((id) => writtenHere(id, written))).toEqual([false, true]);
  await vi.waitFor(() => expect(client.getQueryData(history("sample"))).toBe("nothing and new"));
  expect(pasts.slice(1).map((queryKey) => client.getQueryData(queryKey))).toEqual([
    undefined,
    undefined,
    "lost",
    "lost",
    "lost",
  ]);
  expect(client.getQueryState(folder("sample"))?.isInvalidated).toBe(true);
  expect(client.getQueryState(folder("other"))?.isInvalidated).toBe(false);
  expect(useRequestLog.getState().revisions["sample"]).toBe("5");
  unsubscribe();
  client.clear();
});

const at = (revision: number) => asRevision(int64(revision));
const nameOf = (name: string) => etcdCache.key("sample", keyFromText(name), "live");

test("a key as it was read in the past that is lost is not shown, and so not saved over, before it is read again", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const shown = new Map<string, (state: KeyState) => void>();
  const unsubscribes = ["/lost", "/kept"].map((name, index) => {
    client.setQueryData<KeyState>(nameOf(name), { revision: at(index === 0 ? 9 : 5) });
    const queryFn = () => new Promise<KeyState>((resolve) => shown.set(name, resolve));
    return new QueryObserver(client, { queryKey: nameOf(name), queryFn }).subscribe(() => undefined);
  });
  const read = (name: string) => client.getQueryData<KeyState>(nameOf(name))?.revision;

  forgetLostPast(client, "sample", at(5));
  await vi.waitFor(() => expect(shown.size).toBe(2));
  expect([read("/lost"), read("/kept")]).toEqual([undefined, "5"]);
  for (const answer of shown.values()) answer({ revision: at(6) });
  await vi.waitFor(() => expect([read("/lost"), read("/kept")]).toEqual(["6", "6"]));
  for (const unsubscribe of unsubscribes) unsubscribe();
  client.clear();
});
