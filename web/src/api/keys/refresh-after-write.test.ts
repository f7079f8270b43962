import { QueryClient } from "@tanstack/react-query";
import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { At } from "@etcd-explorer/shared/model/at";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { RangeRequest, RangeResponse } from "@etcd-explorer/shared/model/txn";
import { describe, expect, test } from "vitest";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refreshAfterWrite, refreshAfterWrites, type KnownKey } from "./refresh-after-write.ts";
import { factsOf, type TablePage } from "./table-pages.ts";

const prefix = keyFromText("app/");
const connection: Connection = {
  id: "sample",
  ref: { kind: "configured", name: "sample" },
  label: "Sample",
  readOnly: false,
  isProduction: false,
  tls: false,
  target: { connection: "sample" },
  user: "",
};

function kv(name: string, version: string): KeyValue {
  const revision = asRevision(int64(7));
  const key = keyFromText(name);
  const value = asValue(new Uint8Array());
  return {
    key,
    value,
    createRevision: revision,
    modRevision: revision,
    version: int64(Number(version)),
    lease: noLease,
  };
}

/** A table of so many pages of one key each, an etcd that has one more write, and what was asked of it. */
async function afterWrite(pages: number, etcdFails = false, known?: KnownKey) {
  const client = new QueryClient();
  const queryKey = etcdCache.table(connection.id, prefix, "live");
  const held = Array.from({ length: pages }, (_, at): TablePage => ({
    keys: [factsOf(kv(`app/${at}`, "1"))],
    count: pages,
    more: at < pages - 1,
  }));
  client.setQueryData(queryKey, { pages: held, pageParams: [] });
  const asked: RangeRequest[] = [];
  const etcd = {
    range: async (request: RangeRequest): Promise<RangeResponse> => {
      asked.push(request);
      if (etcdFails) throw new Error("unreachable");
      const kvs = request.countOnly === true ? [] : [kv("app/2", "9")];
      return { kvs, more: false, count: int64(pages + 3) };
    },
    txn: () => Promise.reject(new Error("no transaction was expected")),
  };
  client.setQueryData(etcdCache.key(connection.id, keyFromText("app/2"), "live"), {});
  await refreshAfterWrite(client, { connection, etcd }, keyFromText("app/2"), known);
  const data = client.getQueryData<{ readonly pages: readonly TablePage[] }>(queryKey);
  const isKeyStale = client.getQueryState(etcdCache.key(connection.id, keyFromText("app/2"), "live"))?.isInvalidated;
  return { asked, data, isKeyStale, isStale: client.getQueryState(queryKey)?.isInvalidated };
}

describe("the tables after a write", () => {
  test("a long one takes the key as it is now and the exact count, and reads nothing else again", async () => {
    const { asked, data, isStale } = await afterWrite(6);
    expect(asked.map(({ key, countOnly }) => [String.fromCharCode(...key), countOnly])).toEqual([
      ["app/2", undefined],
      ["app/", true],
    ]);
    expect(data?.pages[2]?.keys[0]?.version).toBe("9");
    expect(data?.pages[0]?.count).toBe(9);
    expect(isStale).toBe(false);
  });

  test("a long one takes a key that its write told, and reads no more than how many there are", async () => {
    const { asked, data, isKeyStale } = await afterWrite(6, false, { kv: kv("app/2", "5") });
    expect(asked.map(({ countOnly }) => countOnly)).toEqual([true]);
    expect(data?.pages[2]?.keys[0]?.version).toBe("5");
    expect(isKeyStale).toBe(false);
    expect((await afterWrite(6)).isKeyStale).toBe(true);
    const gone = await afterWrite(6, false, { kv: undefined });
    expect(gone.data?.pages[2]?.keys).toEqual([]);
  });

  test("a short one is read again, and so is one whose key cannot be read", async () => {
    const short = await afterWrite(3);
    expect(short.asked).toEqual([]);
    expect(short.isStale).toBe(true);
    expect((await afterWrite(6, true)).isStale).toBe(true);
  });
});

const none = () => Promise.reject(new Error("nothing was expected to be read"));

test("what was read of a revision stays as it is after a write, and what is newest does not", async () => {
  const client = new QueryClient();
  const key = keyFromText("app/2");
  const then = asRevision(int64(7));
  const delimiters = new Uint8Array();
  const cached = (at: At) => [
    etcdCache.key(connection.id, key, at),
    etcdCache.folder(connection.id, prefix, delimiters, at),
    etcdCache.table(connection.id, prefix, at),
    etcdCache.locks(connection.id, prefix, at),
  ];
  const stale = (at: At) => cached(at).map((queryKey) => client.getQueryState(queryKey)?.isInvalidated);
  for (const queryKey of [...cached(then), ...cached("live")]) client.setQueryData(queryKey, { pages: [] });
  await refreshAfterWrite(client, { connection, etcd: { range: none, txn: none } }, key);
  expect(stale(then)).toEqual([false, false, false, false]);
  expect(stale("live")).toEqual([true, true, true, false]);
  await refreshAfterWrites(client, connection.id);
  expect(stale(then)).toEqual([false, false, false, false]);
  expect(stale("live")).toEqual([true, true, true, true]);
});
