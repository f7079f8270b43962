import { lentApp, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { formatCurlToEtcd, formatCurlToWorker } from "@etcd-explorer/shared/command/equivalents/curl";
import { formatEtcdctl } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import type { Equivalent, EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { int64 } from "@etcd-explorer/shared/model/int64";
import { allKeys, openEnd, prefixRange } from "@etcd-explorer/shared/model/range";
import type { RangeRequest } from "@etcd-explorer/shared/model/txn";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { queryResponse } from "@etcd-explorer/shared/contract/schemas";
import { writes, type TwinPart } from "./equivalent-cases.ts";
import { runShell } from "./shell.ts";
import { dump, grantLease, postToEtcd, send, withoutHeader, withTwinParts } from "./twin-parts.ts";

const { origin } = lentApp();

function textOf(equivalent: Equivalent): string {
  if ("unavailable" in equivalent) throw new Error(`there is no equivalent: ${equivalent.unavailable}`);
  return equivalent.text;
}

const reads: readonly (readonly [name: string, options: (part: TwinPart) => RangeRequest])[] = [
  ["one key", ({ key }) => ({ key: key("seed") })],
  ["a prefix", ({ key }) => prefixRange(key(""))],
  ["a range", ({ key }) => ({ key: key("f/1"), rangeEnd: key("f/3") })],
  ["only keys, from the end", ({ key }) => ({ ...prefixRange(key("f/")), keysOnly: true, sortOrder: "DESCEND" })],
  [
    "some, by revision",
    ({ key }) => ({ ...prefixRange(key("f/")), limit: int64(2), sortTarget: "MOD", sortOrder: "DESCEND" }),
  ],
  ["what a member has", ({ key }) => ({ key: key("seed"), serializable: true })],
];

describe.each(lentMinors())("the equivalents, etcd $version", (etcd) => {
  const target: EquivalentTarget = {
    endpoints: [etcd.endpoint],
    user: "",
    worker: { host: etcd.host, port: etcd.port },
  };
  const etcdctl = (request: EquivalentRequest) => runShell(textOf(formatEtcdctl(request, target)), etcd.etcdctl);

  describe.each(writes)("$name", ({ make }) => {
    test("does by etcdctl and by curl what it does in its wire form", async () => {
      await withTwinParts(etcd.endpoint, async (one, two) => {
        const before = await dump(etcd.endpoint, one);
        await etcdctl(make(one));
        await send(etcd.endpoint, make(two));
        const after = await dump(etcd.endpoint, one);
        expect(after).toEqual(await dump(etcd.endpoint, two));
        expect(after).not.toEqual(before);
      });
      await withTwinParts(etcd.endpoint, async (one, two) => {
        await runShell(textOf(formatCurlToEtcd(make(one), target)), etcd.etcdctl);
        await runShell(textOf(formatCurlToWorker(make(two), target, origin + endpoints.query.path)), etcd.etcdctl);
        const after = await dump(etcd.endpoint, one);
        expect(after).toEqual(await dump(etcd.endpoint, two));
        await withTwinParts(etcd.endpoint, async (witness) => {
          await send(etcd.endpoint, make(witness));
          expect((await dump(etcd.endpoint, witness)).map(dropLease)).toEqual(after.map(dropLease));
        });
      });
    });
  });

  test.each(reads)("a read of %s prints what the wire form answers", async (_, options) => {
    await withTwinParts(etcd.endpoint, async (part) => {
      const request: EquivalentRequest = { kind: "range", request: options(part) };
      const answer = await send(etcd.endpoint, request);
      const { kvs } = decodeRangeResponse(answer);
      const printed = kvs.flatMap(({ key, value }) => [key, encodeUtf8("\n"), value, encodeUtf8("\n")]);
      expect(kvs.length).toBeGreaterThan(0);
      expect(await etcdctl(request)).toEqual(Buffer.concat(printed));
      const curl = await runShell(textOf(formatCurlToEtcd(request, target)), etcd.etcdctl);
      expect(withoutHeader(JSON.parse(curl.toString()))).toEqual(withoutHeader(answer));
    });
  });

  test("a read through the worker answers what etcd does", async () => {
    await withTwinParts(etcd.endpoint, async ({ key }) => {
      const request: EquivalentRequest = { kind: "range", request: { key: key("seed"), keysOnly: true } };
      const command = textOf(formatCurlToWorker(request, target, origin + endpoints.query.path));
      const { parsed } = queryResponse.parse(JSON.parse((await runShell(command, etcd.etcdctl)).toString()));
      expect(decodeRangeResponse(parsed).kvs).toEqual(decodeRangeResponse(await send(etcd.endpoint, request)).kvs);
    });
  });

  // etcdctl 3.4 has no flag for a count: there the command must fail before it asks, as the note says.
  const expectCount = async (request: RangeRequest) => {
    const { count } = decodeRangeResponse(await send(etcd.endpoint, { kind: "range", request }));
    expect(Number(count)).toBeGreaterThan(1);
    const equivalent = formatEtcdctl({ kind: "range", request }, target);
    expect(equivalent).toMatchObject({ notes: ["--count-only requires etcdctl 3.5 or later."] });
    const printed = etcdctl({ kind: "range", request }).then(String);
    if (etcd.version.startsWith("3.4.")) await expect(printed).rejects.toThrow("unknown flag: --count-only");
    else expect(await printed).toContain(`"Count" : ${count}`);
  };

  test("a prefix, the whole keyspace, and everything from a key on are counted as in the wire form", async () => {
    await withTwinParts(etcd.endpoint, async ({ key }) => {
      const revision = await head();
      for (const range of [prefixRange(key("f/")), allKeys, { key: key("f/2"), rangeEnd: openEnd }]) {
        await expectCount({ ...range, countOnly: true, revision });
      }
    });
  });

  const head = async () => {
    const { header } = decodeRangeResponse(
      await send(etcd.endpoint, { kind: "range", request: { ...allKeys, limit: int64(1) } }),
    );
    if (header === undefined) throw new Error("the answer has no header");
    return header.revision;
  };

  test("leases are granted, renewed, shown, listed and revoked", async () => {
    const granted = (await etcdctl({ kind: "lease-grant", ttl: int64(700) })).toString();
    expect(granted).toMatch(/lease [0-9a-f]+ granted with TTL\(700s\)/);
    const id = await grantLease(etcd.endpoint);
    const shown = BigInt(id).toString(16).padStart(16, "0");
    expect((await etcdctl({ kind: "lease-keepalive", id })).toString()).toContain(`lease ${shown} keepalived`);
    expect((await etcdctl({ kind: "lease-timetolive", id, keys: true })).toString()).toContain("attached keys([])");
    expect((await etcdctl({ kind: "lease-list" })).toString()).toContain(shown);
    expect((await etcdctl({ kind: "lease-revoke", id })).toString()).toContain(`lease ${shown} revoked`);
    const gone = await postToEtcd(etcd.endpoint, "/v3/lease/timetolive", { ID: id });
    expect(gone).toMatchObject({ TTL: "-1" });
  });
});

/** The lease differs between twins of different times; the rest of a line must not. */
function dropLease(line: string): string {
  return line.replace(/\d+$/, (lease) => (lease === "0" ? "0" : "leased"));
}
