import { describe, expect, test } from "vitest";
import { asKey, asValue, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import type { Json } from "../../model/json.ts";
import { readAnswered } from "./gateway-write.ts";
import { logWrites } from "./write-log.ts";

const base64 = (text: string) => btoa(text);
const bytes = (text: string) => asValue(new TextEncoder().encode(text));
const header = { cluster_id: "1", member_id: "1", revision: "9", raft_term: "1" };
const previous = { key: base64("/a"), value: base64("old"), create_revision: "2", mod_revision: "3", version: "2" };
const key = keyFromText("/a");
const heldBefore = { value: bytes("old"), lease: noLease, modRevision: asRevision(int64(3)) };

/** A gateway that answers what is listed, and what was sent to it. */
function gateway(...answers: readonly (Json | Error)[]) {
  const sent: { readonly path: string; readonly body: Json }[] = [];
  const { call, log } = logWrites(
    (path, body) => {
      sent.push({ path, body });
      const answer = answers[sent.length - 1];
      return answer instanceof Error || answer === undefined ? Promise.reject(answer) : Promise.resolve(answer);
    },
    (error) => error instanceof Error && error.message === "denied",
  );
  return { sent, call, log };
}

describe("the log of what is written through the gateway", () => {
  test("asks a put for what it replaces, keeps it, and answers as if it had not asked", async () => {
    const { sent, call, log } = gateway({ header, prev_kv: previous });
    const body = { key: base64("/a"), value: base64("new") };
    expect(await call("/v3/kv/put", body)).toEqual({ header });
    expect(sent).toEqual([{ path: "/v3/kv/put", body: { ...body, prev_kv: true } }]);
    const after = { value: bytes("new"), lease: noLease };
    expect(log()).toEqual({
      writes: [{ revision: "9", changes: [{ key, before: heldBefore, after }] }],
      isLossy: false,
      answered: 1,
    });
  });

  test("leaves in the answer what was asked for", async () => {
    const { call } = gateway({ header, prev_kv: previous }, { header, deleted: "1", prev_kvs: [previous] });
    const body = { key: base64("/a"), prev_kv: true };
    expect(await call("/v3/kv/put", { ...body, value: "" })).toMatchObject({ prev_kv: previous });
    expect(await call("/v3/kv/deleterange", body)).toMatchObject({ prev_kvs: [previous] });
  });

  test("knows a deleted key, and that a deleted range cannot be brought back", async () => {
    const { sent, call, log } = gateway({ header, deleted: "1", prev_kvs: [previous] }, { header, deleted: "3" });
    expect(await call("/v3/kv/deleterange", { key: base64("/a") })).toEqual({ header, deleted: "1" });
    expect(log()).toMatchObject({ writes: [{ changes: [{ key, before: heldBefore }] }], isLossy: false });
    const range = { key: base64("/a"), range_end: base64("/b") };
    await call("/v3/kv/deleterange", range);
    expect(sent[1]?.body).toEqual(range);
    expect(log().isLossy).toBe(true);
  });

  test("keeps both sides of a transaction, inner ones too, and nothing of one that changes nothing", async () => {
    const put = { request_put: { key: base64("/a"), value: base64("new") } };
    const answered = { response_put: { header, prev_kv: previous } };
    const { call, log } = gateway(
      {
        header,
        succeeded: true,
        responses: [answered, { response_txn: { succeeded: true, responses: [answered] } }],
      },
      { header, responses: [{ response_range: { header } }] },
    );
    const txn = { success: [put, { request_txn: { success: [put] } }], failure: [] };
    expect(await call("/v3/kv/txn", txn)).toEqual({
      header,
      succeeded: true,
      responses: [
        { response_put: { header } },
        { response_txn: { succeeded: true, responses: [{ response_put: { header } }] } },
      ],
    });
    expect(log().writes).toHaveLength(1);
    await call("/v3/kv/txn", { success: [put], failure: [{ request_range: { key: base64("/a") } }] });
    expect(log()).toMatchObject({ writes: [{}], isLossy: false, answered: 2 });
  });

  test("sends as it was meant where what was there may not be read, and knows that it cannot be undone", async () => {
    const { sent, call, log } = gateway(new Error("denied"), { header });
    const body = { key: base64("/a"), value: base64("new") };
    expect(await call("/v3/kv/put", body)).toEqual({ header });
    expect(sent.map((each) => each.body)).toEqual([{ ...body, prev_kv: true }, body]);
    expect(log()).toEqual({ writes: [], isLossy: true, answered: 1 });
  });

  test("passes on failures and everything else", async () => {
    const { sent, call, log } = gateway(new Error("away"), { header, token: "t" });
    await expect(call("/v3/kv/put", { key: base64("/a"), value: "" })).rejects.toThrow("away");
    await call("/v3/auth/authenticate", { name: "n" });
    expect(sent[1]?.body).toEqual({ name: "n" });
    expect(log()).toEqual({ writes: [], isLossy: false, answered: 0 });
  });
});

test("of a request as it was sent, a put can be taken back where its answer tells what was there", () => {
  const sent = { key: base64("/a"), value: base64("new") };
  expect(readAnswered("/v3/kv/put", sent, { header })).toEqual({ written: true, done: undefined });
  expect(readAnswered("/v3/kv/put", { ...sent, prev_kv: true }, { header })?.done?.changes).toMatchObject([
    { key: asKey(key) },
  ]);
  expect(readAnswered("/v3/kv/put", { ...sent, prev_kv: true }, "OK")).toEqual({ written: true, done: undefined });
  expect(readAnswered("/v3/kv/range", sent, { header })).toBeUndefined();
});
