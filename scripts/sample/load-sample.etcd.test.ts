import { lentEtcds } from "../test/provided.ts";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runEtcdctl } from "../etcd/etcdctl.ts";
import { startEtcd } from "../etcd/start-etcd.ts";
import { loadSample } from "./load-sample.ts";
import { keptKeys, sampleData } from "./sample-data.ts";

describe.each(lentEtcds())("the sample in etcd $version", ({ etcdctl }) => {
  it("is stored whole, with its versions, leases and bytes", async () => {
    const etcd = await startEtcd({ binary: join(dirname(etcdctl), "etcd") });
    try {
      const data = sampleData();
      await loadSample(etcd.endpoint, data);
      const ask = async (...args: string[]) => runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, args);

      const whole = await ask("get", "", "--from-key", "--limit=1", "--write-out=fields");
      expect(whole.toString()).toContain(`"Count" : ${keptKeys(data).length}\n`);
      expect((await ask("get", "/config/db/pool", "--write-out=fields")).toString()).toContain('"Version" : 3\n');

      const signingKey = data.keys.find(({ key }) => Buffer.from(key).toString() === "/config/signing-key");
      const stored = await ask("get", "/config/signing-key", "--print-value-only");
      expect(new Uint8Array(stored.subarray(0, -1))).toEqual(new Uint8Array(signingKey?.versions.at(-1) ?? []));

      const banner = "/registry/configmaps/shop/storefront-banner";
      expect((await ask("get", banner)).toString()).toBe("");
      // Deleted in the revision after its last version, so that the past has it.
      const logging = (await ask("get", "/config/logging.yaml", "--write-out=json")).toString();
      const thirdRound = Number(/"mod_revision":(\d+)/.exec(logging)?.[1]);
      expect((await ask("get", banner, `--rev=${thirdRound - 2}`)).toString()).toContain("Last days");

      const leases = (await ask("lease", "list")).toString().trim().split("\n");
      expect(leases).toHaveLength(data.leases.length + 1);
      // Who waits for a lock is served in the order of creation: no two may share a revision.
      const waiting = await ask("get", "/locks/nightly-backup/", "--prefix", "--write-out=fields");
      const created = waiting.toString().match(/"CreateRevision" : \d+/g) ?? [];
      expect(created).toHaveLength(3);
      expect(new Set(created).size).toBe(3);
    } finally {
      await etcd.stop();
    }
  });
});
