import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { searchLocks } from "@etcd-explorer/shared/read/locks/search-locks";
import { pinCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { describe, expect, test } from "vitest";
import { appCall } from "./bulk-call.ts";
import { revisionIn } from "./random-history.ts";
import { base64 } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();

describe.each(lentEtcds())("the past of etcd $version is read", (etcd) => {
  const live = appCall(origin, { host: etcd.host, port: etcd.port });

  test("with the locks that were held then", async () => {
    const { ID: lease } = Object(await callGateway(etcd.endpoint, "/v3/lease/grant", { TTL: 3600 }));
    const prefix = `/past-locks-${etcd.version}/`;
    const key = `${prefix}job/${BigInt(lease).toString(16)}`;
    const held = revisionIn(await callGateway(etcd.endpoint, "/v3/kv/put", { key: base64(key), lease }));
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
          revisionIn(await callGateway(endpoint, "/v3/kv/put", { key: base64("/a"), value: base64(`${at}`) })),
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
