import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { base64, postTo, queryThrough } from "./real-app.ts";

const { origin } = lentApp();
const key = (name: string): string => `/worker-query/${name}`;

describe.each(lentEtcds())("through workerd, etcd $version", (etcd) => {
  const target = { host: etcd.host, port: etcd.port };
  const query = (path: string, body?: object, more: object = {}) =>
    queryThrough(origin, { ...target, ...more }, path, body);
  const put = (name: string, value: string | Uint8Array) =>
    query("/v3/kv/put", { key: base64(key(name)), value: base64(value) });

  test("stores what etcdctl reads, and reads what etcdctl stored", async () => {
    await put("ours", "grüße €");
    const read = await runEtcdctl(etcd, ["get", key("ours"), "--print-value-only"]);
    expect(read.toString()).toBe("grüße €\n");
    await runEtcdctl(etcd, ["put", key("theirs")], Buffer.from("from etcdctl 😀"));
    expect((await query("/v3/kv/range", { key: base64(key("theirs")) })).parsed).toMatchObject({
      kvs: [{ key_decoded: key("theirs"), value_decoded: "from etcdctl 😀" }],
    });
  });

  test("gives bytes that are no text as hex", async () => {
    const odd = Buffer.concat([Buffer.from(key("")), Buffer.from([0xff, 0xfe, 0x00, 0x2f])]);
    await query("/v3/kv/put", { key: base64(odd), value: base64(Uint8Array.of(0, 0xff)) });
    const { parsed } = await query("/v3/kv/range", { key: base64(odd) });
    expect(parsed).toMatchObject({ kvs: [{ key: base64(odd), key_hex: odd.toString("hex"), value_hex: "00ff" }] });
    expect(JSON.stringify(parsed)).not.toContain("_decoded");
  });

  test("makes every response of a transaction within a transaction readable", async () => {
    const name = { key: base64(key("nested")) };
    await put("nested", "before");
    const { parsed } = await query("/v3/kv/txn", {
      compare: [{ ...name, target: "VERSION", result: "GREATER", version: "0" }],
      success: [
        { request_range: name },
        {
          requestTxn: {
            success: [{ request_put: { ...name, value: base64("within"), prev_kv: true } }, { request_range: name }],
          },
        },
      ],
    });
    expect(parsed).toMatchObject({
      succeeded: true,
      responses: [
        { response_range: { kvs: [{ value_decoded: "before" }] } },
        {
          response_txn: {
            responses: [
              { response_put: { prev_kv: { key_decoded: key("nested"), value_decoded: "before" } } },
              { response_range: { kvs: [{ value_decoded: "within" }] } },
            ],
          },
        },
      ],
    });
  });

  test("reads a value of 1 MiB where the request allows so much, and else its beginning on a whole character", async () => {
    // Three bytes a character, behind one byte: no cut falls between characters by chance alone.
    const value = `.${"€".repeat(Math.floor(1024 * 1024) / 3)}`;
    await put("large", value);
    const range = { key: base64(key("large")) };
    const whole = await query("/v3/kv/range", range, { maxResponseBytes: 2 * 1024 * 1024 });
    expect(whole).not.toHaveProperty("truncated");
    expect(whole.parsed).toMatchObject({ kvs: [{ value_decoded: value }] });
    const cut = await query("/v3/kv/range", range);
    expect(cut).toMatchObject({ success: true, truncated: true, parsed: null });
    expect(cut.body).toBe(whole.body.slice(0, limits.defaultResponseBytes));
  });

  test("stores the largest value that etcd takes, and hears that a larger one is too large", async () => {
    const room = limits.etcdRequestBytes - 200;
    expect(await put("largest", "x".repeat(room))).toMatchObject({ success: true, statusCode: 200 });
    const { parsed } = await query(
      "/v3/kv/range",
      { key: base64(key("largest")) },
      { maxResponseBytes: 4 * 1024 * 1024 },
    );
    expect(parsed).toMatchObject({ kvs: [{ value_decoded: "x".repeat(room) }] });
    expect(await put("too large", "x".repeat(limits.etcdRequestBytes + 1000))).toMatchObject({
      success: false,
      failure: { kind: "rejected", code: 3, message: "etcdserver: request is too large" },
    });
  });

  test("refuses with its own code and words, whatever the status", async () => {
    expect(await query("/v3/kv/range", { key: base64("a"), revision: "999999999" })).toMatchObject({
      success: false,
      failure: {
        kind: "future-revision",
        code: 11,
        message: "etcdserver: mvcc: required revision is a future revision",
      },
    });
    expect(await query("/v3/lease/revoke", { ID: "1" })).toMatchObject({
      success: false,
      statusCode: 404,
      failure: { kind: "rejected", code: 5, message: "etcdserver: requested lease not found" },
    });
    expect(await query("/v3/nope")).toMatchObject({
      success: false,
      statusCode: 404,
      failure: { code: 5, message: "Not Found" },
    });
  });

  test("answers through chunks and a stream's envelope", async () => {
    const { parsed } = await query("/v3/lease/keepalive", { ID: "1" });
    expect(parsed).toMatchObject({ result: { ID: "1" } });
  });

  test("keeps a watch open, so that the query's time ends it", async () => {
    const body = JSON.stringify({ create_request: { key: base64(key("watched")) } });
    const answer = await postTo(origin, "/api/etcd/query", { ...target, path: "/v3/watch", body, timeout: 300 });
    expect(answer).toMatchObject({
      status: 500,
      json: { failure: { kind: "timeout", phase: "body", timeoutMs: 300 } },
    });
  });

  test("answers fifty requests at once", async () => {
    await put("at once", "same");
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => query("/v3/kv/range", { key: base64(key("at once")) })),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(50);
  });
});

test("a connection is called by its name", async () => {
  const { parsed } = await queryThrough(origin, { connection: "sample" }, "/v3/kv/range", { key: base64("a") });
  expect(parsed).toHaveProperty("header.revision");
});
