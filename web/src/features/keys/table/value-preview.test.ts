import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { asValue, encodeUtf8, keyFromText, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { OperationResponse } from "@etcd-explorer/shared/model/txn";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { describe, expect, test } from "vitest";
import { objectCodec } from "#/lib/kubernetes/object-codec.ts";
import { mostBytes, previewOf, readPreviews, type Preview } from "./value-preview.ts";

const keyed = (value: Value) => ({ key: keyFromText("/a"), value });
const text = (words: string) => previewOf(keyed(asValue(encodeUtf8(words))));

describe("the preview of a value", () => {
  test("is of an object of Kubernetes how it is, also of one that is JSON in its place", () => {
    const key = keyFromText("/k3s/shop.example/carts/shop/a");
    const cart =
      '{"apiVersion":"shop.example/v1","kind":"Cart","metadata":{"name":"a","namespace":"shop"},"status":{"phase":"Open"}}';
    const json = asValue(encodeUtf8(cart));
    const object = { kind: "Cart", status: "Open", tone: "plain" };
    expect(previewOf({ key, value: json }, objectCodec)).toMatchObject({ object });
    expect(previewOf(keyed(json), objectCodec)).toMatchObject({ text: cart, isText: true });
    const { stored } = recordedObject("Deployment");
    expect(previewOf(keyed(stored), objectCodec)).toMatchObject({
      object: { kind: "Deployment", status: "0/0 ready" },
    });
    expect(previewOf(keyed(asValue(stored.slice(0, 50))), objectCodec)).toMatchObject({ isText: false });
  });

  test("is its beginning on one line, and says where it is not all", () => {
    expect(text('{\n  "a": 1\r\n}\n')).toEqual({ kind: "read", sizeBytes: 14, isText: true, text: '{ "a": 1 }' });
    expect(text("")).toEqual({ kind: "read", sizeBytes: 0, isText: true, text: "" });
    expect(text("x".repeat(300))).toMatchObject({ text: "x".repeat(300) });
    expect(text("x".repeat(301))).toMatchObject({ text: `${"x".repeat(300)}…` });
    expect(text(`a${" ".repeat(5000)}b`)).toMatchObject({ text: "a…" });
  });

  test("is hex where it is binary", () => {
    expect(previewOf(keyed(asValue(Uint8Array.of(0, 255))))).toEqual({
      kind: "read",
      sizeBytes: 2,
      isText: false,
      text: "00 ff",
    });
    expect(previewOf(keyed(asValue(new Uint8Array(33))))).toMatchObject({
      text: expect.stringMatching(/^(00 ){32}…$/),
    });
  });
});

/** An etcd that has a value of so many bytes for every key; `failure`: that refuses. */
function etcdOf(valueBytes: number, failure?: Failure): TxnCall & { asked: number } {
  return {
    asked: 0,
    txn({ success }) {
      this.asked += success.length;
      if (failure !== undefined) return Promise.reject(new FailureError(failure));
      const responses = success.map((operation): OperationResponse => {
        const key = operation.kind === "range" ? operation.request.key : keyFromText("");
        const revision = asRevision(int64(1));
        const value = asValue(new Uint8Array(valueBytes).fill(97));
        const kv = { key, value, createRevision: revision, modRevision: revision, version: int64(1), lease: noLease };
        return { kind: "range", response: { kvs: [kv], count: int64(1), more: false } };
      });
      return Promise.resolve({ succeeded: true, responses, header: headerAt });
    },
  };
}
const headerAt = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(1)), raftTerm: int64(1) };
const keys = Array.from({ length: 40 }, (_, at) => keyFromText(`/k/${at}`));

async function told(call: TxnCall, signal = new AbortController().signal): Promise<readonly Preview[]> {
  const previews: Preview[] = [];
  await readPreviews(call, keys, (_: Key, preview) => void previews.push(preview), signal);
  return previews;
}

describe("reading the values in sight", () => {
  test("tells of each row, and leaves large values of a screen unread once there are enough", async () => {
    const small = await told(etcdOf(10));
    expect(small.filter(({ kind }) => kind === "read")).toHaveLength(40);
    const etcd = etcdOf(mostBytes / 8);
    const large = await told(etcd);
    expect(etcd.asked).toBe(8);
    expect(large).toHaveLength(40);
    expect(large.slice(8)).toEqual(Array.from({ length: 32 }, () => ({ kind: "unread", why: "large" })));
  });

  test("says why a value is not there", async () => {
    const denied = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" } as const;
    expect(new Set((await told(etcdOf(1, denied))).map((each) => each.kind === "unread" && each.why))).toEqual(
      new Set(["denied"]),
    );
    const away = { kind: "offline", message: "away" } as const;
    expect((await told(etcdOf(1, away)))[0]).toEqual({ kind: "unread", why: "failed" });
  });

  test("ends when other rows are in sight", async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await told(etcdOf(10), abort.signal)).toEqual([]);
  });
});
