import { lentEtcds } from "../test/provided.ts";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runEtcdctl } from "../etcd/etcdctl.ts";
import { startEtcd } from "../etcd/start-etcd.ts";
import { dayLeaseId, leaseHex } from "./leases.ts";
import { restorableSample } from "./restore-sample.ts";
import { keptKeys, sampleData } from "./sample-data.ts";

const writtenAt = (printed: string) => /"mod_revision":\d+/.exec(printed)?.[0];

describe.each(lentEtcds())("a sample in etcd $version", ({ etcdctl }) => {
  it("comes back whole after keys and leases were changed, and is left alone where nothing was", async () => {
    const etcd = await startEtcd({ binary: join(dirname(etcdctl), "etcd") });
    try {
      const ask = async (...args: string[]) =>
        (await runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, args)).toString();
      const everything = () => ask("get", "", "--from-key", "--limit=1", "--write-out=fields");
      const restore = await restorableSample(etcd.endpoint);
      const loaded = await everything();
      await restore();
      expect(await everything()).toBe(loaded);

      await ask("put", "/0-new", "1");
      await ask("del", "/config/", "--prefix");
      await ask("lease", "grant", "60");
      await ask("lease", "revoke", leaseHex(dayLeaseId(0)));
      const untouched = await ask("get", "/services/", "--from-key", "--limit=1", "--write-out=json");
      await restore();
      expect(await everything()).toContain(`"Count" : ${keptKeys(sampleData()).length}\n`);
      expect(await ask("get", "/0-new")).toBe("");
      expect(writtenAt(await ask("get", "/services/", "--from-key", "--limit=1", "--write-out=json"))).toBe(
        writtenAt(untouched),
      );
      expect(await ask("get", "/config/db/pool", "--write-out=fields")).toContain('"Version" : 3\n');
      expect((await ask("lease", "list")).trim().split("\n")).toHaveLength(sampleData().leases.length + 1);
    } finally {
      await etcd.stop();
    }
  });
});
