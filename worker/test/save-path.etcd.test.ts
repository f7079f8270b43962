import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** The page's own way to write (its client, its spellings, its merge) against real etcds, with etcdctl as witness. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseEtcdFolders } from "@etcd-explorer/scripts/etcd/etcd-folders";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { createRandom } from "@etcd-explorer/scripts/sample/random";
import {
  asKey,
  asValue,
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  keyFromText,
  valueFromText,
} from "@etcd-explorer/shared/model/bytes";
import {
  createTxn,
  readOutcome,
  renameTxn,
  saveTxn,
  setLeaseTxn,
} from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf } from "@etcd-explorer/shared/write/guarded/inverse";
import { noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { endedLeases } from "@etcd-explorer/shared/write/undo/undo-leases";
import { createClient } from "../../web/src/api/client/client.ts";
import { createEtcdCalls, type EtcdCalls } from "../../web/src/api/client/etcd-calls.ts";
import { createTransport } from "../../web/src/api/client/transport.ts";
import { mergedText, mergeTexts } from "../../web/src/lib/diff/three-way-merge.ts";
import { undoAll } from "./undo-all.ts";
import { askedValue } from "../../web/src/lib/formats/shown-value.ts";
import { encodingOf, fromEditText, toEditText } from "../../web/src/lib/formats/value-text.ts";

const { origin } = lentApp();

function clientOf({ host, port }: { host: string; port: number }): EtcdCalls {
  const transport = createTransport((path, init) => fetch(`${origin}${typeof path === "string" ? path : ""}`, init));
  return createEtcdCalls(
    createClient({ transport, onRequest: () => undefined }, { id: `${host}:${port}`, target: { host, port } }),
  );
}

/** Many guarded writes in one call: each still compares for itself. Says how many were written. */
async function writeAll(etcd: EtcdCalls, requests: readonly TxnRequest[]): Promise<number> {
  let written = 0;
  const perCall = 30;
  for (let at = 0; at < requests.length; at += perCall) {
    const success = requests.slice(at, at + perCall).map((request) => ({ kind: "txn" as const, request }));
    const { responses } = await etcd.txn({ compare: [], success, failure: [] });
    written += responses.filter((answer) => answer.kind === "txn" && answer.response.succeeded).length;
  }
  return written;
}

interface Witnessed {
  readonly key: string;
  readonly value?: string;
  readonly lease?: string;
}

const isWitnessed = (json: unknown): json is { kvs?: readonly Witnessed[] } =>
  typeof json === "object" && json !== null;

/** What etcdctl finds below a prefix: key, value and lease in base64 and decimal. */
async function witness(target: Parameters<typeof runEtcdctl>[0], prefix: string): Promise<string[]> {
  const printed = await runEtcdctl(target, ["get", prefix, "--prefix", "-w", "json"]);
  const json: unknown = JSON.parse(printed.toString().replaceAll(/"lease":(\d+)/g, '"lease":"$1"'));
  if (!isWitnessed(json)) throw new Error("etcdctl printed no JSON object");
  return (json.kvs ?? []).map(({ key, value = "", lease = "0" }) => `${key} ${value} ${lease}`);
}

const spelled = (key: Uint8Array, value: Uint8Array, lease: LeaseId) =>
  `${Buffer.from(key).toString("base64")} ${Buffer.from(value).toString("base64")} ${lease}`;

/**
 * The whole load on the newest etcd where binaries of it were handed over (`ETCD_BINS`), which is how every issue
 * closes. On each commit a third of it on the newest, and a tenth on the others: what is ours is the same on all.
 */
const handedOver = parseEtcdFolders(process.env["ETCD_BINS"]);
const loads = lentEtcds().map((target, at, { length }) => {
  const ofNewest = handedOver.has(target.version) ? 1 : 0.3;
  const share = at === length - 1 ? ofNewest : 0.1;
  return { ...target, keys: 10_000 * share, rounds: 1_000 * share };
});

const roundsALap = 50;

describe.each(loads)("the page's save path, etcd $version", ({ keys, rounds, ...target }) => {
  const etcd = clientOf(target);
  const readAll = async (prefix: string): Promise<readonly KeyValue[]> =>
    (await etcd.range(prefixRange(keyFromText(prefix)))).kvs;

  test(`${keys} random keys, values and leases come back equal through edit, rename, duplicate and undo`, async () => {
    const granted = await Promise.all(Array.from({ length: 8 }, () => etcd.leaseGrant({ ttlSeconds: 3600n })));
    const leases = [noLease, ...granted.map(({ id }) => id)];
    const prefix = `/save-path/lossless/${randomUUID()}/`;
    const random = createRandom(23);
    const anyBytes = (limit: number) => random.bytes(random.below(limit));
    const made = Array.from({ length: keys }, (_, at) => ({
      // Any bytes behind a counter of one length, which keeps them apart.
      key: asKey(concatBytes([encodeUtf8(`${prefix}a/${String(at).padStart(5, "0")}`), anyBytes(12)])),
      value: asValue(anyBytes(40)),
      lease: leases[at % leases.length] ?? noLease,
    }));
    expect(
      await writeAll(
        etcd,
        made.map(({ key, value, lease }) => createTxn(key, value, lease)),
      ),
    ).toBe(keys);
    const expected = made.map(({ key, value, lease }) => spelled(key, value, lease)).toSorted();
    expect((await witness(target, `${prefix}a/`)).toSorted()).toEqual(expected);

    // Edit: into the editor and out of it again, in every spelling, with one byte put before.
    const read = await readAll(`${prefix}a/`);
    const edits = read.map((kv) => {
      const spellings = [encodingOf(kv.value), "hex", "base64"] as const;
      for (const spelling of spellings)
        expect(fromEditText(toEditText(askedValue(kv.value), spelling), spelling)).toEqual(kv.value);
      return saveTxn(kv, asValue(concatBytes([Uint8Array.of(0x21), kv.value])));
    });
    expect(await writeAll(etcd, edits)).toBe(keys);

    // Duplicate, then rename the first ones away; both with the lease.
    const edited = await readAll(`${prefix}a/`);
    const below = (kv: KeyValue, folder: string) =>
      asKey(concatBytes([encodeUtf8(`${prefix}${folder}/`), kv.key.subarray(prefix.length + 2)]));
    expect(
      await writeAll(
        etcd,
        edited.map((kv) => createTxn(below(kv, "b"), kv.value, kv.lease)),
      ),
    ).toBe(keys);
    expect(
      await writeAll(
        etcd,
        edited.map((kv) => renameTxn(kv, below(kv, "c"))),
      ),
    ).toBe(keys);
    const renamed = (folder: string) => edited.map((kv) => spelled(below(kv, folder), kv.value, kv.lease)).toSorted();
    expect((await witness(target, `${prefix}b/`)).toSorted()).toEqual(renamed("b"));
    expect((await witness(target, `${prefix}c/`)).toSorted()).toEqual(renamed("c"));
    expect(await witness(target, `${prefix}a/`)).toEqual([]);
    const before = new Map(made.map(({ key, value, lease }) => [Buffer.from(key).toString("hex"), { value, lease }]));
    for (const kv of edited) {
      const was = before.get(Buffer.from(kv.key).toString("hex"));
      expect([kv.value.subarray(1), kv.lease]).toEqual([was?.value, was?.lease]);
    }

    // Undo of some renames, one by one as a person would.
    for (const kv of edited.slice(0, 50)) {
      const [moved] = (await etcd.range({ key: below(kv, "c") })).kvs;
      if (moved === undefined) throw new Error("a renamed key is away");
      const changes = [
        { key: kv.key, before: keyStateOf(kv) },
        { key: moved.key, after: keyStateOf(kv) },
      ];
      expect((await undoAll(etcd, [{ revision: moved.modRevision, changes }])).left).toEqual([]);
    }
    expect((await witness(target, `${prefix}a/`)).toSorted()).toEqual(
      edited
        .slice(0, 50)
        .map((kv) => spelled(kv.key, kv.value, kv.lease))
        .toSorted(),
    );
    await runEtcdctl(target, ["del", prefix, "--prefix"]);
    await Promise.all(granted.map(({ id }) => etcd.leaseRevoke(id)));
  }, 300_000);

  test(`two writers, ${rounds} rounds each on one key: no update is lost`, async () => {
    const key = keyFromText(`/save-path/race/${randomUUID()}`);
    readOutcome(await etcd.txn(createTxn(key, valueFromText("begin\n"))));
    let conflicts = 0;
    // Each writer saves what it last read with a line more; where somebody was faster, it merges as the page does.
    const writer = async (name: string) => {
      let base = await readOne(key);
      for (let round = 0; round < roundsALap; round++) {
        let text = `${textOf(base)}${name} ${round}\n`;
        for (;;) {
          const outcome = readOutcome(await etcd.txn(saveTxn(base, valueFromText(text))));
          if (outcome.kind === "written") {
            base = { ...base, value: valueFromText(text), modRevision: outcome.revision };
            break;
          }
          conflicts++;
          if (outcome.theirs === undefined) throw new Error("the key is away");
          const parts = mergeTexts(textOf(base), textOf(outcome.theirs), text) ?? [];
          const merged = mergedText(parts, Object.fromEntries(parts.map((_, at) => [at, "both"])));
          if (merged === undefined) throw new Error("the merge left a decision open");
          base = outcome.theirs;
          text = merged;
        }
      }
    };
    const names = ["one", "two"];
    const all = names.flatMap((name) => Array.from({ length: roundsALap }, (_, round) => `${name} ${round}`));
    // In laps, each from a short value again: merging lines without end is not what is tried here.
    for (let lap = 1; lap <= rounds / roundsALap; lap++) {
      await Promise.all(names.map(writer));
      const stored = (await runEtcdctl(target, ["get", "--print-value-only", decodeUtf8(key) ?? ""])).toString();
      const lines = stored.split("\n").filter((line) => /^(one|two) \d+$/.test(line));
      expect(lines.toSorted()).toEqual(all.toSorted());
      const met = await readOne(key);
      expect(met.version).toBe(String(lap * (all.length + 1)));
      await etcd.txn(saveTxn(met, valueFromText("begin\n")));
    }
    expect(conflicts).toBeGreaterThan(rounds / roundsALap);
  }, 300_000);

  test("a lease is attached, replaced and removed without the value travelling, and a lease that ended is told", async () => {
    const key = keyFromText(`/save-path/lease/${randomUUID()}`);
    await etcd.txn(createTxn(key, valueFromText("stays")));
    const { id } = await etcd.leaseGrant({ ttlSeconds: 600n });
    const before = await readOne(key);
    const outcome = readOutcome(await etcd.txn(setLeaseTxn(before, id)));
    expect(await witness(target, decodeUtf8(key) ?? "")).toEqual([spelled(key, valueFromText("stays"), id)]);
    expect(await etcd.leaseTimeToLive(id, { keys: true })).toMatchObject({ grantedTtlSeconds: 600n, keys: [key] });
    expect(await etcd.leases()).toContain(id);
    await etcd.txn(setLeaseTxn(await readOne(key), noLease));
    expect(await witness(target, decodeUtf8(key) ?? "")).toEqual([spelled(key, valueFromText("stays"), noLease)]);
    // An undo of the removal, after the lease has ended: said, and done without it when one wants that.
    const removed = await readOne(key);
    await etcd.leaseRevoke(id);
    const changes = [{ key, before: { value: removed.value, lease: id }, after: keyStateOf(removed) }];
    const write = { revision: removed.modRevision, changes };
    expect(await undoAll(etcd, [write])).toMatchObject({ left: [write], refused: { kind: "rejected", code: 5 } });
    const without = await endedLeases(etcd, [write]);
    expect(without).toEqual(new Set([id]));
    expect((await undoAll(etcd, [write], { without })).left).toEqual([]);
    expect(outcome.kind).toBe("written");
    expect(await etcd.leaseTimeToLive(id)).toMatchObject({ ttlSeconds: -1n });
  });

  async function readOne(key: KeyValue["key"]): Promise<KeyValue> {
    const [kv] = (await etcd.range({ key })).kvs;
    if (kv === undefined) throw new Error("the key is away");
    return kv;
  }
});

function textOf({ value }: KeyValue): string {
  return decodeUtf8(value) ?? "";
}
