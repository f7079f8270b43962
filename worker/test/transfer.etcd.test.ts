import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import type { ProvidedEtcd } from "@etcd-explorer/scripts/test/provided";
import {
  asKey,
  asValue,
  concatBytes,
  encodeHex,
  encodeUtf8,
  keyFromText,
  type Key,
} from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, noLease, parseInt64, zeroInt64 } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { runExport, type ExportFormat } from "@etcd-explorer/shared/write/transfer/export-run";
import { ImportLedger } from "@etcd-explorer/shared/write/transfer/import-ledger";
import { previewImport, writeImport, type ImportCall } from "@etcd-explorer/shared/write/transfer/import-run";
import { RecordReader } from "@etcd-explorer/shared/write/transfer/record-reader";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import {
  decodeLeaseGrantResponse,
  decodeLeaseTimeToLiveResponse,
  encodeLeaseGrantRequest,
} from "@etcd-explorer/shared/wire/lease";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";

/** The whole load on the newest etcd, a tenth of it on the others: what is ours is the same on all. */
const loads = lentEtcds().map((target, at, { length }) => ({
  ...target,
  keyCount: at === length - 1 ? 10_000 : 1_000,
}));

function etcdAt(endpoint: string): ScanCall & ImportCall {
  const call = (path: string, body: unknown) => callGateway(endpoint, path, body);
  return {
    range: async (request) => decodeRangeResponse(await call("/v3/kv/range", encodeRangeRequest(request))),
    txn: async (request) => decodeTxnResponse(await call("/v3/kv/txn", encodeTxnRequest(request))),
    leaseGrant: async (request) =>
      decodeLeaseGrantResponse(await call("/v3/lease/grant", encodeLeaseGrantRequest(request))),
    leaseTimeToLive: async (id) => decodeLeaseTimeToLiveResponse(await call("/v3/lease/timetolive", { ID: id })),
  };
}

/** What etcdctl sees below a prefix: every byte, and the lease of each key. */
async function witnessed(etcd: ProvidedEtcd, prefix: string): Promise<string[]> {
  const target = { etcdctl: etcd.etcdctl, endpoint: etcd.endpoint };
  const printed = (await runEtcdctl(target, ["get", prefix, "--prefix", "-w", "json"])).toString();
  const json: unknown = JSON.parse(printed.replaceAll(/"lease":(\d+)/g, '"lease":"$1"'));
  const kvs: unknown = Object(json).kvs ?? [];
  if (!Array.isArray(kvs)) throw new Error("etcdctl printed no list");
  return kvs.map((kv: unknown) => `${Object(kv).key} ${Object(kv).value ?? ""} ${Object(kv).lease ?? "0"}`);
}

/** Random keys below the prefix, none twice, and random values: of all bytes, text, and nothing. */
function randomContents(
  prefix: string,
  keyCount: number,
  seed: number,
): { readonly key: Key; readonly value: Uint8Array<ArrayBuffer> }[] {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((list) => Uint8Array.from(list));
  const content = fc.oneof(
    bytes,
    fc.string({ unit: "grapheme" }).map((text) => encodeUtf8(text)),
  );
  const seen = new Map<string, { key: Key; value: Uint8Array<ArrayBuffer> }>();
  for (const [name, value] of fc.sample(fc.tuple(content, content), { numRuns: keyCount * 2, seed })) {
    const key = asKey(concatBytes([keyFromText(prefix), name]));
    if (seen.size < keyCount) seen.set(encodeHex(key), { key, value });
  }
  return [...seen.values()];
}

describe.each(loads)("export and import on etcd $version", ({ keyCount, ...etcd }) => {
  test.each(["json-lines", "etcdctl"] as const)(
    `give ${keyCount} random keys, values and leases back: %s`,
    async (format: ExportFormat) => {
      const call = etcdAt(etcd.endpoint);
      const prefix = `/transfer/${format}/`;
      // The largest ID that there is, which no JavaScript number holds.
      const wanted = asLeaseId(parseInt64("9223372036854775807") ?? zeroInt64);
      const { ttlSeconds } = await call.leaseTimeToLive(wanted);
      if (ttlSeconds < 0n) await call.leaseGrant({ ttlSeconds: 3600n, id: wanted });
      const contents = randomContents(prefix, keyCount, 11);
      expect(contents).toHaveLength(keyCount);
      for (let at = 0; at < contents.length; at += 100) {
        const success = contents.slice(at, at + 100).map(({ key, value }, index) => ({
          kind: "put" as const,
          request: { key, value: asValue(value), lease: index % 3 === 0 ? wanted : noLease },
        }));
        await call.txn({ compare: [], success, failure: [] });
      }
      const before = await witnessed(etcd, prefix);
      expect(before).toHaveLength(keyCount);

      const pieces: string[] = [];
      const range = prefixRange(keyFromText(prefix));
      const write = async (text: string) => void pieces.push(text);
      await runExport(call, { ranges: [range], format, write, onProgress: () => undefined });
      await runEtcdctl({ etcdctl: etcd.etcdctl, endpoint: etcd.endpoint }, ["del", prefix, "--prefix"]);

      const none = asKey(new Uint8Array());
      const options = { stripPrefix: none, addPrefix: none, leases: "same" } as const;
      const ledger = new ImportLedger();
      const file = async function* read() {
        const reader = new RecordReader();
        for (const piece of pieces) yield* reader.push(encodeUtf8(piece));
        yield* reader.end();
      };
      for await (const told of previewImport(call, file, options, ledger)) {
        expect(told.every((one) => one.kind === "standing" && one.standing === "add")).toBe(true);
      }
      const run = writeImport(call, file, options, ledger, false);
      for (let step = await run.next(); step.kind !== "finished"; step = await run.next())
        expect(step.kind).toBe("settled");
      expect(await witnessed(etcd, prefix)).toEqual(before);
    },
    120_000,
  );
});
