import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { lentApp, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, type Revision } from "@etcd-explorer/shared/model/int64";
import { versionsPerPage, type KeyLife } from "@etcd-explorer/shared/read/history/key-version";
import { readLife, type LifeCall } from "@etcd-explorer/shared/read/history/read-life";
import { describe, expect, test } from "vitest";
import { appCall } from "./bulk-call.ts";
import { base64, type QueryTarget } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();
const name = "/app/history";
const key = keyFromText(name);

/** Authentication is on, and the user app may read this key alone. */
const limitedUser = [
  ["role", "add", "appr"],
  ["role", "grant-permission", "appr", "read", name],
  ["user", "add", "root:rootpw"],
  ["user", "grant-role", "root", "root"],
  ["user", "add", "app:apppw"],
  ["user", "grant-role", "app", "appr"],
  ["auth", "enable"],
];

/** The calls of a user, counted. etcd's watch, which would tell the compaction, is left out: it is searched for. */
function countedCall(target: QueryTarget): LifeCall & { calls: number } {
  const app = appCall(origin, target);
  return {
    calls: 0,
    range(request) {
      this.calls++;
      return app.range(request);
    },
    txn(request) {
      this.calls++;
      return app.txn(request);
    },
    askOldest: async () => undefined,
  };
}

async function readAll(call: LifeCall & { calls: number }): Promise<{ life: KeyLife; pages: number[] }> {
  const pages: number[] = [];
  let known: KeyLife | undefined;
  for (let wanted = versionsPerPage; ; wanted += versionsPerPage) {
    const before = call.calls;
    known = await readLife(call, key, { wanted, known });
    pages.push(call.calls - before);
    if (known.end !== "more") return { life: known, pages };
  }
}

describe.each(lentMinors())("the versions of a key of etcd $version", ({ version, etcdctl }) => {
  test("are those that etcdctl reads at every revision, also for a user who may read no other key", async () => {
    await withThrowawayEtcd(version, async (etcd) => {
      const put = (at: string, text: string, lease = "0") =>
        callGateway(etcd.endpoint, "/v3/kv/put", { key: base64(at), value: base64(text), lease });
      const witness = { ...etcd, etcdctl };
      const { ID: lease } = Object(await callGateway(etcd.endpoint, "/v3/lease/grant", { TTL: 3600 }));
      await put(name, "of another life");
      await callGateway(etcd.endpoint, "/v3/kv/deleterange", { key: base64(name) });
      // In bursts, with others in between, and under a lease now and then.
      for (let at = 0; at < 45; at++) {
        await put(name, `value ${at}`, at % 7 === 3 ? String(lease) : "0");
        for (let other = 0; other < (at % 10 === 9 ? 12 : 0); other++) await put("/other", "x");
      }
      const anybody = { host: etcd.host, port: etcd.port };
      const whole = await readAll(countedCall(anybody));
      expect(whole.life).toMatchObject({ floor: "1", end: "created" });
      expect(whole.life.versions).toHaveLength(45);
      for (const calls of whole.pages) expect(calls).toBeLessThanOrEqual(6);
      for (const { modRevision, createRevision, version: number, value, lease: held } of whole.life.versions) {
        const told = [modRevision, createRevision, number, base64(value ?? ""), held].join(" ");
        expect(told).toBe(await witnessed(witness, modRevision));
      }

      // In the middle of what no write of the key began.
      const middle = whole.life.versions[20];
      const floor = asRevision(int64(Number(middle?.modRevision) + 1));
      await runEtcdctl(witness, ["compact", floor]);
      for (const command of limitedUser) await runEtcdctl(witness, command);
      const left = await readAll(countedCall({ ...anybody, username: "app", password: "apppw" }));
      expect(left.life).toMatchObject({ floor, end: "compacted" });
      const expected = whole.life.versions.filter(
        ({ modRevision }) => Number(modRevision) >= Number(floor) || modRevision === aliveAt(whole.life, floor),
      );
      expect(left.life.versions).toEqual(expected);
    });
  });
});

/** What etcdctl reads of the key at a revision. */
async function witnessed(etcd: Parameters<typeof runEtcdctl>[0], revision: Revision): Promise<string> {
  const json = (await runEtcdctl(etcd, ["get", name, `--rev=${revision}`, "-w", "json"])).toString();
  const { kvs } = Object(JSON.parse(json.replaceAll(/"lease":(\d+)/g, '"lease":"$1"')));
  const kv = Object(Array.isArray(kvs) ? kvs[0] : undefined);
  return [kv.mod_revision, kv.create_revision, kv.version, kv.value, kv.lease ?? "0"].join(" ");
}

/** The version that was there at a revision. */
function aliveAt({ versions }: KeyLife, at: Revision): Revision | undefined {
  return versions.find(({ modRevision }) => Number(modRevision) <= Number(at))?.modRevision;
}
