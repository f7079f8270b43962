import { lentApp, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { decodeLeaseTimeToLiveResponse, encodeLeaseTimeToLiveRequest } from "@etcd-explorer/shared/wire/lease";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { checkTxn, isSendable } from "@etcd-explorer/shared/txn/check/txn-check";
import { doneWrite, withPrevious } from "@etcd-explorer/shared/write/undo/txn-done";
import { readDraft } from "@etcd-explorer/shared/txn/draft/read-draft";
import { dryRun } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import { parseTxnText } from "@etcd-explorer/shared/txn/text/parse-txn-text";
import { isJson } from "@etcd-explorer/shared/model/json";
import { decodeTxnRequest, decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { queryThrough } from "./real-app.ts";
import { postToEtcd } from "./twin-parts.ts";
import { undoAll } from "./undo-all.ts";
import { secondWrites, seed, texts } from "./txn-cases.ts";
import { bodies } from "./txn-json-cases.ts";

const { origin } = lentApp();
const lease = asLeaseId(int64(31));
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
const allKeys = { key: base64(Uint8Array.of(0)), range_end: base64(Uint8Array.of(0)) };

/** Two etcds that have lived through the same, so that their revisions agree too. */
interface Twins {
  readonly ours: RunningEtcd;
  readonly theirs: RunningEtcd;
  /** Apart from the two, which would no longer agree: where transactions are taken back. */
  readonly undone: RunningEtcd;
}

/** The revision at which each etcd was filled last. */
const filled = new Map<string, string>();

async function revisionOf(endpoint: string): Promise<string> {
  const { header } = decodeRangeResponse(await postToEtcd(endpoint, "/v3/kv/range", { ...allKeys, count_only: true }));
  return header?.revision ?? "";
}

/** The same keys again, unless nobody has written since they were put there. */
async function refill(endpoint: string): Promise<void> {
  if (filled.get(endpoint) === (await revisionOf(endpoint))) return;
  await postToEtcd(endpoint, "/v3/kv/deleterange", allKeys);
  const put = (key: string, value: string, leased?: true) =>
    postToEtcd(endpoint, "/v3/kv/put", { key: base64(key), value: base64(value), ...(leased === true && { lease }) });
  for (const [key, value, leased] of seed) await put(key, value, leased);
  for (const [key, value] of secondWrites) await put(key, value);
  filled.set(endpoint, await revisionOf(endpoint));
}

/** Everything that is stored, without what tells one cluster from another. */
async function dump(endpoint: string): Promise<unknown> {
  const answer = await postToEtcd(endpoint, "/v3/kv/range", allKeys);
  return isJson(answer) ? answer["kvs"] : undefined;
}

/** What the builder makes of a request that it is given: its fields, and what those mean. */
function build(request: TxnRequest): TxnRequest {
  const { request: built, problems } = readDraft(showDraft(request));
  expect(problems).toEqual([]);
  return built;
}

async function sendOurs(twins: Twins, request: TxnRequest): Promise<unknown> {
  const { host, port } = twins.ours;
  const { parsed, failure } = await queryThrough(origin, { host, port }, "/v3/kv/txn", encodeTxnRequest(request));
  return failure === undefined ? withoutHeaders(decodeTxnResponse(parsed)) : refusalOf(failure);
}

function refusalOf(failure: object): string {
  return "message" in failure ? `refused: ${String(failure.message)}` : "failed";
}

const putUnder = (under: LeaseId) =>
  ({ kind: "put", request: { key: keyFromText("/t/under"), lease: under } }) as const;

const callOf = (endpoint: string) => ({
  txn: async (request: TxnRequest) =>
    decodeTxnResponse(await postToEtcd(endpoint, "/v3/kv/txn", encodeTxnRequest(request))),
  leaseTimeToLive: async (id: LeaseId) =>
    decodeLeaseTimeToLiveResponse(
      await postToEtcd(endpoint, "/v3/lease/timetolive", encodeLeaseTimeToLiveRequest(id, false)),
    ),
});

/** The branch that a dry run foretells; undefined where etcd would not even read that. It must write nothing. */
async function forecastOf(endpoint: string, request: TxnRequest): Promise<string | undefined> {
  const before = await dump(endpoint);
  const run = await dryRun(callOf(endpoint), request).catch(() => undefined);
  expect(await dump(endpoint)).toEqual(before);
  return run?.branches.get("");
}

/** Where a transaction can be taken back, its inverse brings values and leases back as they were. */
async function expectUndone(endpoint: string, request: TxnRequest): Promise<void> {
  await refill(endpoint);
  const before = await heldKeys(endpoint);
  const asked = withPrevious(request);
  const done = doneWrite(asked, await callOf(endpoint).txn(asked));
  if (done === undefined) return;
  const { left } = await undoAll(callOf(endpoint), [done]);
  expect({ left, kvs: await heldKeys(endpoint) }).toEqual({ left: [], kvs: before });
}

async function heldKeys(endpoint: string): Promise<unknown> {
  const { kvs } = decodeRangeResponse(await postToEtcd(endpoint, "/v3/kv/range", allKeys));
  return kvs.map(({ key, value, lease: under }) => ({ key, value, lease: under }));
}

/** etcd's words in an error, whoever passes them on. */
function refusalIn(error: unknown): string {
  const words = /etcdserver: [a-z: ]*[a-z]/.exec(String(error))?.[0];
  if (words === undefined) throw error;
  return `refused: ${words}`;
}

function withoutHeaders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHeaders);
  if (!isJson(value) || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "header");
  return Object.fromEntries(entries.map(([name, content]) => [name, withoutHeaders(content)]));
}

/**
 * etcdctl prints the answer of a transaction with Go's own field names (`ResponseRange`), bytes in base64 and integers
 * as numbers: spelled as the gateway does, the same decoder reads it. Integers beyond 2^53 become text first.
 */
function decodePrinted(printed: string): unknown {
  const json: unknown = JSON.parse(printed.replaceAll(/:(-?\d{16,})/g, ':"$1"'));
  const spelled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spelled);
    if (!isJson(value)) return value;
    if (isJson(value["Response"])) return spelled(value["Response"]);
    return Object.fromEntries(
      Object.entries(value).map(([name, content]) => [goNames[name] ?? name, spelled(content)]),
    );
  };
  return decodeTxnResponse(spelled(json));
}

const goNames: Readonly<Record<string, string>> = {
  ResponseRange: "response_range",
  ResponsePut: "response_put",
  ResponseDeleteRange: "response_delete_range",
  ResponseTxn: "response_txn",
};

test("there are at least 150 transactions", () => {
  expect(texts.length + bodies.length).toBeGreaterThanOrEqual(150);
});

describe.each(lentMinors())("twin etcds $version", ({ version, etcdctl }) => {
  let twins: Twins | undefined;
  const both = (): Twins => {
    if (twins === undefined) throw new Error("the twins have not started");
    return twins;
  };
  beforeAll(async () => {
    const { etcd: binary } = await obtainEtcdVersion(version);
    const start = () => startEtcd({ binary });
    const [ours, theirs, undone] = await Promise.all([start(), start(), start()]);
    twins = { ours, theirs, undone };
    for (const { endpoint } of [ours, theirs, undone]) {
      await postToEtcd(endpoint, "/v3/lease/grant", { TTL: "3600", ID: lease });
    }
  });
  afterAll(async () => {
    await Promise.all([twins?.ours.stop(), twins?.theirs.stop(), twins?.undone.stop()]);
  });

  /** Sends both ways; the answers, the states, and whether we knew beforehand must agree. */
  const expectTwins = async (request: TxnRequest, send: (endpoint: string) => Promise<unknown>) => {
    const { ours, theirs } = both();
    await Promise.all([refill(ours.endpoint), refill(theirs.endpoint)]);
    const forecast = await forecastOf(ours.endpoint, request);
    const ourAnswer = await sendOurs(both(), request);
    const theirAnswer = await send(theirs.endpoint).then(withoutHeaders, refusalIn);
    expect(ourAnswer).toEqual(theirAnswer);
    expect(await dump(ours.endpoint)).toEqual(await dump(theirs.endpoint));
    if (isJson(ourAnswer)) {
      expect(forecast).toBe(ourAnswer["succeeded"] === true ? "success" : "failure");
      await expectUndone(both().undone.endpoint, request);
    }
    const problems = checkTxn(request, { leases: new Set([lease]) });
    expect({ sendable: isSendable(problems), problems }).toMatchObject({ sendable: typeof ourAnswer !== "string" });
  };

  test.each(texts)("etcdctl's text: %j", async (text) => {
    const parsed = parseTxnText(text);
    if ("problem" in parsed) throw new Error(parsed.problem.message);
    await expectTwins(build(parsed.request), async (endpoint) => {
      const printed = await runEtcdctl({ etcdctl, endpoint }, ["txn", "-w", "json"], text);
      return decodePrinted(printed.toString());
    });
  });

  test("a dry run shows the lease that a condition is about", async () => {
    const { ours, theirs } = both();
    // On both, so that their revisions stay the same.
    await Promise.all([refill(ours.endpoint), refill(theirs.endpoint)]);
    const key = keyFromText("/t/leased");
    const compare = [{ target: "LEASE", key, result: "EQUAL", lease: noLease }] as const;
    const run = await dryRun(callOf(ours.endpoint), { compare, success: [], failure: [] });
    expect(run.conditions.get("compare/0")).toMatchObject({ holds: false, seen: { lease } });
  });

  test("a dry run finds the lease for which etcd refuses the put", async () => {
    const { ours } = both();
    const none = asLeaseId(int64(32));
    const refused: TxnRequest = { compare: [], success: [putUnder(none)], failure: [] };
    expect((await dryRun(callOf(ours.endpoint), refused)).missingLeases).toEqual([none]);
    const refusal = runEtcdctl({ etcdctl, endpoint: ours.endpoint }, ["put", "/t/under", "x", "--lease=20"]);
    await expect(refusal).rejects.toThrow("requested lease not found");
    const taken: TxnRequest = { compare: [], success: [putUnder(lease)], failure: [putUnder(none)] };
    expect((await dryRun(callOf(ours.endpoint), taken)).missingLeases).toEqual([]);
  });

  test.each(bodies)("the gateway's JSON: %j", async (body) => {
    await expectTwins(build(decodeTxnRequest(body)), async (endpoint) =>
      decodeTxnResponse(await postToEtcd(endpoint, "/v3/kv/txn", body)),
    );
  });
});
