import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { Operation } from "@etcd-explorer/shared/model/txn";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { expect, test } from "vitest";
import type { runCompare } from "#/components/compare/run-compare.ts";
import { readDifferences } from "./read-differences.ts";

const put = (key: string): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), value: valueFromText("x") },
});
const write = (etcd: MemoryEtcd, ...success: Operation[]) => etcd.txn({ compare: [], success, failure: [] });
const connection = { id: "one", target: { connection: "one" } };
const signal = new AbortController().signal;
const counts = { "only-left": 1, "only-right": 0, differs: 4, lease: 0, same: 0, ignored: 0 };
const result = {
  counts,
  total: { left: 0, right: 0 },
  leftOut: { left: 0, right: 0 },
  folders: { folders: [], rest: { "only-left": 0, "only-right": 0, differs: 0, lease: 0 } },
  told: 1,
  unread: 0,
};

test("single keys are compared by their revisions, beside prefixes at the same revision of now", async () => {
  const etcd = new MemoryEtcd();
  await write(etcd, put("/a"), put("/gone"), put("/same"));
  const revision = etcd.revision;
  await write(etcd, put("/a"), { kind: "delete", request: { key: keyFromText("/gone") } }, put("/new"));
  const pinned = etcd.revision;
  await write(etcd, put("/same"));
  const asked: unknown[] = [];
  const compare: typeof runCompare = (order, listener) => {
    asked.push(order.left.at, order.right.at);
    listener.onPinned({ left: revision, right: pinned });
    const facts = { createRevision: revision, modRevision: revision, version: int64(1), lease: noLease };
    listener.onFound([{ kind: "only-left", left: { key: keyFromText("/dir/x"), ...facts } }]);
    return Promise.resolve({ kind: "done", result });
  };
  const scope = {
    prefixes: [keyFromText("/dir/")],
    keys: ["/a", "/gone", "/new", "/same"].map((text) => keyFromText(text)),
  };
  const wanted = { connection, call: etcd, scope, revision, signal, onProgress: () => undefined };
  const read = await readDifferences(wanted, compare);
  expect(asked).toEqual([revision, "live"]);
  expect(read).toMatchObject({ now: pinned, unlisted: { "only-left": 0, "only-right": 0, differs: 4, lease: 0 } });
  expect(read.found.map(({ kind }) => kind)).toEqual(["differs", "only-left", "only-left", "only-right"]);

  const keysAlone = { ...wanted, scope: { ...scope, prefixes: [] } };
  expect((await readDifferences(keysAlone)).found.map(({ kind }) => kind)).toEqual([
    "differs",
    "only-left",
    "only-right",
    "differs",
  ]);
});

test("what fails is told as it is", async () => {
  const failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" } as const;
  const wanted = {
    connection,
    call: new MemoryEtcd(),
    scope: { prefixes: [keyFromText("/dir/")], keys: [] },
    revision: asRevision(int64(1)),
    signal,
    onProgress: () => undefined,
  };
  const failing = readDifferences(wanted, () => Promise.resolve({ kind: "failed", failure, side: "left" }));
  await expect(failing).rejects.toMatchObject({ failure });
});
