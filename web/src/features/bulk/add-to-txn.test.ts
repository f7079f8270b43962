import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { emptyDraft } from "@etcd-explorer/shared/txn/draft/draft";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { expect, test } from "vitest";
import { readRows } from "./add-to-txn.ts";

const revision = asRevision(int64(7));
const kv = {
  key: keyFromText("/a"),
  value: asValue(new Uint8Array()),
  createRevision: revision,
  modRevision: revision,
  version: int64(1),
  lease: noLease,
};

test("a key becomes the condition that it is as it is now, a folder a read", async () => {
  const asked: TxnRequest[] = [];
  const txn = (request: TxnRequest) => {
    asked.push(request);
    const answers = [[kv], []].map((kvs) => ({
      kind: "range" as const,
      response: { kvs, more: false, count: int64(kvs.length) },
    }));
    return Promise.resolve({ succeeded: true, responses: answers });
  };
  const ranges = [{ key: keyFromText("/a") }, { key: keyFromText("/gone") }, prefixRange(keyFromText("/dir/"))];
  const draft = (await readRows({ txn }, ranges))(emptyDraft);
  expect(asked).toHaveLength(1);
  expect(draft.compare).toMatchObject([
    { key: "/a", target: "MOD", operand: "7" },
    { key: "/gone", target: "VERSION", operand: "0" },
  ]);
  expect(draft.success).toMatchObject([{ kind: "range", key: "/dir/", span: "prefix" }]);
});

test("folders alone are not asked about", async () => {
  const draft = (
    await readRows({ txn: () => Promise.reject(new Error("asked")) }, [prefixRange(keyFromText("/dir/"))])
  )(emptyDraft);
  expect(draft.compare).toEqual([]);
  expect(draft.success).toHaveLength(1);
});
