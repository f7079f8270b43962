/** Whatever is read at a revision, and compared between two, is what etcdctl reads there. */
import { lentApp, lentMinors, type ProvidedEtcd } from "@etcd-explorer/scripts/test/provided";
import { encodeBase64, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { nameSizes } from "@etcd-explorer/shared/read/compare/compare-sizes";
import { pinSide } from "@etcd-explorer/shared/read/compare/side";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { runFind } from "@etcd-explorer/shared/read/find/run-find";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { listFolder } from "@etcd-explorer/shared/read/listing/list-folder";
import { pinCall, type PinnedCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { countKeysIn } from "@etcd-explorer/shared/read/scan/count-ranges";
import { scanRange } from "@etcd-explorer/shared/read/scan/scan-range";
import { modelOfCompare, spellDifference } from "@etcd-explorer/shared/test/compare-model";
import { naiveListing, spellEntry } from "@etcd-explorer/shared/test/naive-listing";
import { decodeLeaseTimeToLiveResponse } from "@etcd-explorer/shared/wire/lease";
import { runExport } from "@etcd-explorer/shared/write/transfer/export-run";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appCall } from "./bulk-call.ts";
import { readByEtcdctl, writeHistory } from "./random-history.ts";

const { origin } = lentApp();
const writes = 2000;
/** Over all versions together. */
const revisionsRead = 200;
const versions = lentMinors();
/** At once: etcdctl starts a process each time. */
const atOnce = 4;

const line = ({ key, value, modRevision, version, lease }: KeyValue): string =>
  [encodeBase64(key), encodeBase64(value), modRevision, version, lease].join(" ");

/** Tree, table, find and export as of a revision, beside what etcdctl printed. */
async function expectReads(call: PinnedCall, etcd: ProvidedEtcd, prefix: string, kvs: readonly KeyValue[]) {
  const range = prefixRange(keyFromText(prefix));
  const keys = kvs.map(({ key }) => key);

  const listing = await listFolder(call, { prefix: keyFromText(prefix), delimiters: slash });
  expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, keyFromText(prefix), slash));
  expect(listing.count).toBe(kvs.length);
  expect(await countKeysIn(call, [range], undefined)).toBe(kvs.length);

  const rows: string[] = [];
  for await (const page of scanRange(call, { range, keysOnly: false })) rows.push(...page.kvs.map(line));
  expect(rows).toEqual(kvs.map(line));

  const compiled = compilePattern({ kind: "regex", text: "/[a-c]/", ignoreCase: false });
  if ("problem" in compiled) throw new Error(compiled.problem);
  const found: string[] = [];
  const request = { range, where: "keys", matcher: compiled.matcher, keep: 100 } as const;
  const listener = { onProgress: () => undefined };
  await runFind(call, request, { ...listener, onFound: (some) => found.push(...some.map(({ key }) => String(key))) });
  expect(found).toEqual(keys.filter((key) => /\/[a-c]\//.test(Buffer.from(key).toString())).map(String));

  const file: string[] = [];
  const leaseTimeToLive = async (id: string) =>
    decodeLeaseTimeToLiveResponse(await callGateway(etcd.endpoint, "/v3/lease/timetolive", { ID: id }));
  const write = async (text: string) => void file.push(text);
  await runExport({ ...call, leaseTimeToLive }, { ranges: [range], format: "etcdctl", write, ...listener });
  const exported: unknown[] = Object(JSON.parse(file.join(""))).kvs ?? [];
  expect(exported.map((kv) => `${Object(kv).key} ${Object(kv).value ?? ""}`)).toEqual(
    kvs.map(({ key, value }) => `${encodeBase64(key)} ${encodeBase64(value)}`),
  );
}

/** What differs between two revisions, beside what etcdctl printed at both. */
async function expectCompared(live: PinnedCall, prefix: string, [one, other]: readonly [Read, Read], isSmall: boolean) {
  const at = (revision: Revision) => pinSide(live, keyFromText(prefix), revision);
  const small = { ...nameSizes, headKeys: 4, partKeys: 12, searchedKeys: 2, fewShare: 0.8 };
  const sides = { left: await at(one.at), right: await at(other.at), isSameCluster: true };
  const expected = modelOfCompare(sides, { left: one.kvs, right: other.kvs });
  const told: string[] = [];
  const result = await compareSides({ ...sides, ...(isSmall && { sizes: small }) }, (batch) => {
    told.push(...batch.map((each) => spellDifference(each, sides)));
  });
  expect(told).toEqual(expected.told);
  expect(result.counts).toEqual(expected.counts);
}

interface Read {
  readonly at: Revision;
  readonly kvs: readonly KeyValue[];
}

describe.each(versions)("etcd $version, at many revisions of 2,000 writes", (etcd) => {
  test("is read and compared as etcdctl reads it", { timeout: 120_000 }, async () => {
    const live = appCall(origin, { host: etcd.host, port: etcd.port });
    const prefix = `/every-revision-${etcd.version}/`;
    const revisions = await writeHistory(etcd, prefix, { writes, seed: 11 });
    const chosen = fc.sample(fc.constantFrom(...revisions), {
      numRuns: Math.ceil(revisionsRead / versions.length),
      seed: 12,
    });
    const ahead = chosen.entries();
    const readOn = async () => {
      let before: Read | undefined;
      for (const [index, at] of ahead) {
        const read = { at, kvs: await readByEtcdctl(etcd, prefix, at) };
        await expectReads(pinCall(live, at), etcd, prefix, read.kvs);
        if (before !== undefined) await expectCompared(live, prefix, [before, read], index % 4 === 0);
        before = read;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, readOn));
  });
});
