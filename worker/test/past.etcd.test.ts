import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { lentApp, lentEtcds, type ProvidedEtcd } from "@etcd-explorer/scripts/test/provided";
import { asKey, decodeBase64, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, parseInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { runFind } from "@etcd-explorer/shared/read/find/run-find";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { listFolder } from "@etcd-explorer/shared/read/listing/list-folder";
import { searchLocks } from "@etcd-explorer/shared/read/locks/search-locks";
import { pinCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { countKeysIn } from "@etcd-explorer/shared/read/scan/count-ranges";
import { scanRange } from "@etcd-explorer/shared/read/scan/scan-range";
import { naiveListing, spellEntry } from "@etcd-explorer/shared/test/naive-listing";
import { decodeLeaseTimeToLiveResponse } from "@etcd-explorer/shared/wire/lease";
import { runExport } from "@etcd-explorer/shared/write/transfer/export-run";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appCall } from "./bulk-call.ts";
import { base64 } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();
const revisionOf = (answer: unknown) => asRevision(parseInt64(Object(Object(answer).header).revision) ?? int64(0));

/** Puts and deletes below a prefix, some under a lease; gives the revision after each. */
async function writeHistory({ endpoint }: ProvidedEtcd, prefix: string, lease: string): Promise<Revision[]> {
  const names = fc.constantFrom("a", "a/b", "a/c/d", "b", "b/", "c/1", "c/2", "ä", "d/e/f");
  const act = fc.constantFrom("put", "put", "lease", "delete");
  const value = fc.string({ unit: "grapheme", maxLength: 20 });
  const revisions: Revision[] = [];
  for (const [name, what, content] of fc.sample(fc.tuple(names, act, value), { numRuns: 120, seed: 11 })) {
    const key = base64(`${prefix}${name}`);
    const body = { key, value: base64(content), ...(what === "lease" && { lease }) };
    const done =
      what === "delete"
        ? callGateway(endpoint, "/v3/kv/deleterange", { key })
        : callGateway(endpoint, "/v3/kv/put", body);
    revisions.push(revisionOf(await done));
  }
  return revisions;
}

/** What etcdctl reads at a revision: a line a key. */
async function witnessed(etcd: ProvidedEtcd, prefix: string, at: Revision): Promise<string[]> {
  const printed = (await runEtcdctl(etcd, ["get", prefix, "--prefix", `--rev=${at}`, "-w", "json"])).toString();
  const kvs: unknown = Object(JSON.parse(printed.replaceAll(/"lease":(\d+)/g, '"lease":"$1"'))).kvs ?? [];
  if (!Array.isArray(kvs)) throw new Error("etcdctl printed no list");
  return kvs.map((kv: unknown) => {
    const { key, value, mod_revision: mod, version, lease } = Object(kv);
    return [key, value ?? "", mod, version, lease ?? "0"].join(" ");
  });
}

describe.each(lentEtcds())("the past of etcd $version is read as etcdctl reads it", (etcd) => {
  const live = appCall(origin, { host: etcd.host, port: etcd.port });
  const withLeases = {
    leaseTimeToLive: async (id: string) =>
      decodeLeaseTimeToLiveResponse(await callGateway(etcd.endpoint, "/v3/lease/timetolive", { ID: id })),
  };

  test("by scan, listing, find, export and count", async () => {
    const prefix = `/past-${etcd.version}/`;
    const { ID: lease } = Object(await callGateway(etcd.endpoint, "/v3/lease/grant", { TTL: 3600 }));
    const revisions = await writeHistory(etcd, prefix, String(lease));
    for (const at of revisions.filter((_, index) => index % 12 === 5)) {
      const call = pinCall(live, at);
      const range = prefixRange(keyFromText(prefix));
      const told = await witnessed(etcd, prefix, at);
      const keys = told.map((line) => asKey(decodeBase64(line.split(" ")[0] ?? "") ?? new Uint8Array()));

      const scanned: string[] = [];
      for await (const { kvs } of scanRange(call, { range, keysOnly: false })) {
        for (const { key, value, modRevision, version, lease: held } of kvs) {
          scanned.push([base64(key), base64(value), modRevision, version, held].join(" "));
        }
      }
      expect(scanned).toEqual(told);

      const delimiters = slash;
      const listing = await listFolder(call, { prefix: keyFromText(prefix), delimiters });
      expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, keyFromText(prefix), delimiters));
      expect(listing).toMatchObject({ count: keys.length, revision: at });

      const compiled = compilePattern({ kind: "regex", text: "/c/", ignoreCase: false });
      if ("problem" in compiled) throw new Error(compiled.problem);
      const found: string[] = [];
      const request = { range, where: "keys", matcher: compiled.matcher, keep: 100 } as const;
      await runFind(call, request, {
        onFound: (some) => found.push(...some.map(({ key }) => base64(key))),
        onProgress: ({ revision }) => expect(revision).toBe(at),
      });
      expect(found).toEqual(keys.map((key) => base64(key)).filter((key) => atob(key).includes("/c/")));

      let file = "";
      await runExport(
        { ...call, ...withLeases },
        {
          ranges: [range],
          format: "etcdctl",
          write: (text) => {
            file += text;
            return Promise.resolve();
          },
          onProgress: () => undefined,
        },
      );
      const exported = Object(JSON.parse(file.replaceAll(/"lease":(\d+)/g, '"lease":"$1"'))).kvs ?? [];
      expect(exported.map(({ key, value }: { key: string; value?: string }) => `${key} ${value ?? ""}`)).toEqual(
        told.map((line) => line.split(" ").slice(0, 2).join(" ")),
      );
      expect(await countKeysIn(call, [range], undefined)).toBe(keys.length);
    }
  });

  test("with the locks that were held then", async () => {
    const { ID: lease } = Object(await callGateway(etcd.endpoint, "/v3/lease/grant", { TTL: 3600 }));
    const prefix = `/past-locks-${etcd.version}/`;
    const key = `${prefix}job/${BigInt(lease).toString(16)}`;
    const held = revisionOf(await callGateway(etcd.endpoint, "/v3/kv/put", { key: base64(key), lease }));
    await callGateway(etcd.endpoint, "/v3/kv/deleterange", { key: base64(key) });
    const locksOf = async (call: Parameters<typeof searchLocks>[0]) =>
      (await searchLocks(call, keyFromText(prefix))).locks.map(({ name }) => formatKey(name));
    expect(await locksOf({ ...live, leaseCall: undefined })).toEqual([]);
    expect(await locksOf({ ...pinCall(live, held), leaseCall: undefined })).toEqual([`${prefix}job`]);
  });

  test("but for what is compacted, and what has not been written yet", async () => {
    await withThrowawayEtcd(etcd.version, async ({ host, port, endpoint }) => {
      const own = appCall(origin, { host, port });
      const revisions: Revision[] = [];
      for (let at = 0; at < 9; at++) {
        revisions.push(
          revisionOf(await callGateway(endpoint, "/v3/kv/put", { key: base64("/a"), value: base64(`${at}`) })),
        );
      }
      const [first, second, third] = revisions;
      const last = revisions.at(-1);
      if (first === undefined || second === undefined || third === undefined || last === undefined) throw new Error();
      await callGateway(endpoint, "/v3/kv/compaction", { revision: third });
      const read = (at: Revision) => pinCall(own, at).range({ key: keyFromText("/a") });
      await expect(read(second)).rejects.toMatchObject({ failure: { kind: "compacted" } });
      // The revision of the compaction itself is the oldest that is left.
      expect((await read(third)).kvs[0]).toMatchObject({ modRevision: third, lease: noLease });
      await expect(read(asRevision(int64(Number(last) + 1)))).rejects.toMatchObject({
        failure: { kind: "future-revision" },
      });
      const range = { kind: "range", request: { key: keyFromText("/a") } } as const;
      await expect(pinCall(own, second).txn({ compare: [], success: [range], failure: [] })).rejects.toMatchObject({
        failure: { kind: "compacted" },
      });
    });
  });
});
