import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { LossyEtcd } from "@etcd-explorer/shared/test/lossy-etcd";
import { valueFixture } from "#/features/value/test/value-fixture.ts";
import { restoreVersion, type Restore } from "./restore-write.ts";

const key = keyFromText("/a");
const old = { value: valueFromText("old"), from: asRevision(int64(2)) };
const lease = asLeaseId(int64(7));

/** The key /a under a lease. */
async function leasedKey() {
  const fixture = valueFixture(new LossyEtcd());
  const request = { key, value: valueFromText("now"), lease };
  await fixture.etcd.writeAsOther({ compare: [], success: [{ kind: "put", request }], failure: [] });
  const over = fixture.stored("/a");
  return { ...fixture, over, restore: (plan: Restore["plan"]) => restoreVersion(fixture, key, { ...old, over, plan }) };
}

describe("restoring a version", () => {
  test("writes a new version with the lease kept, and can be undone", async () => {
    const { restore, stored, entries, notice, cached } = await leasedKey();
    await restore({ kind: "keep" });
    expect(stored("/a")).toMatchObject({ value: old.value, lease: "7", version: "2" });
    expect(cached("/a")?.kv).toEqual(stored("/a"));
    expect(entries()).toHaveLength(1);
    expect(notice()).toMatchObject({ tone: "ok", text: "Restored /a from revision 2 at revision 3" });
  });

  test("writes it under no lease or another where that was chosen", async () => {
    const { restore, stored } = await leasedKey();
    await restore({ kind: "attach", lease: noLease });
    expect(stored("/a")).toMatchObject({ value: old.value, lease: "0" });
    const other = await leasedKey();
    await other.restore({ kind: "grant", request: { ttlSeconds: 60n } });
    expect(other.stored("/a")?.lease).toBe(other.granted[0]);
  });

  test("writes nothing where another client changed the key meanwhile, and shows what is there", async () => {
    const { restore, put, stored, notice, cached } = await leasedKey();
    const theirs = await put("/a", "theirs");
    await restore({ kind: "keep" });
    expect(stored("/a")).toEqual(theirs);
    expect(cached("/a")?.kv).toEqual(theirs);
    expect(notice()).toMatchObject({ tone: "bad" });
  });

  test("brings a key back that is gone, and not over one that another client created", async () => {
    const { put, stored, entries, ...fixture } = valueFixture(new LossyEtcd());
    const undelete = { ...old, over: undefined, plan: { kind: "attach", lease } } as const;
    await restoreVersion(fixture, key, undelete);
    expect(stored("/a")).toMatchObject({ value: old.value, lease: "7", version: "1" });
    expect(entries()).toHaveLength(1);
    const theirs = await put("/a", "theirs");
    await restoreVersion(fixture, key, undelete);
    expect(stored("/a")).toEqual(theirs);
  });
});
