import { describe, expect, test } from "vitest";
import { asValue, encodeHex, keyFromText } from "../../model/bytes.ts";
import { asLeaseId, int64, noLease } from "../../model/int64.ts";
import { allKeys } from "../../model/range.ts";
import { fakeEtcd, fakeKeyValue } from "../../../test/fake-scan-etcd.ts";
import { sampleSizes } from "./sampled-sizes.ts";

const lease = asLeaseId(int64(9));
const numbered = (prefix: string, count: number, valueBytes: number, leased = false) =>
  Array.from({ length: count }, (_, at) => ({
    ...fakeKeyValue(keyFromText(`${prefix}${String(at).padStart(5, "0")}`), asValue(new Uint8Array(valueBytes))),
    lease: leased ? lease : noLease,
  }));
const child = (name: string, count: number) => ({ prefix: keyFromText(name), count, share: 0 });
const hexOf = (name: string) => encodeHex(keyFromText(name));

describe("sizes by sampling", () => {
  test("are exact where every key was read", async () => {
    const kvs = [...numbered("/a/", 20, 7), ...numbered("/b/", 5, 92, true)];
    const found = await sampleSizes(fakeEtcd(kvs), [allKeys], [25], [child("/a/", 20), child("/b/", 5)]);
    expect(found.whole).toEqual({ bytes: 20 * 15 + 5 * 100, exact: true });
    expect(found.children.get(hexOf("/a/"))).toEqual({ bytes: 300, exact: true });
    expect(found.children.get(hexOf("/b/"))).toEqual({ bytes: 500, exact: true });
    expect(found).toMatchObject({ leased: { keys: 5, exact: true }, sampled: 25 });
  });

  test("of many keys are estimated, from all over them, and small folders have their own figure", async () => {
    const kvs = [...numbered("/a/", 12000, 2), ...numbered("/b/", 3, 92), ...numbered("/c/", 3000, 192, true)];
    const folders = [child("/a/", 12000), child("/c/", 3000), child("/b/", 3)];
    const found = await sampleSizes(fakeEtcd(kvs), [allKeys], [15003], folders);
    const whole = 12000 * 10 + 300 + 3000 * 200;
    expect(found.whole.exact).toBe(false);
    // Each folder by its own average: small ones weigh no more than they are.
    expect(found.whole.bytes).toBe(whole);
    expect(found.children.get(hexOf("/a/"))).toEqual({ bytes: 120_000, exact: false });
    expect(found.children.get(hexOf("/c/"))).toEqual({ bytes: 600_000, exact: false });
    expect(found.children.get(hexOf("/b/"))).toEqual({ bytes: 300, exact: true });
    // Each folder by its own share: all of them are in one.
    expect(found.leased).toEqual({ keys: 3000, exact: false });
  });

  test("of large values few keys are read", async () => {
    const kvs = numbered("/a/", 10_500, 60_000);
    const found = await sampleSizes(fakeEtcd(kvs), [allKeys], [10_500], []);
    expect(found.sampled).toBeLessThan(33);
    expect(found.whole).toEqual({ bytes: 10_500 * 60_008, exact: false });
  });

  test("of many folders with large values, some are left out instead of read", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const small = numbered("/0/", 10_500, 2);
    const kvs = [...small, ...names.flatMap((name) => numbered(`/${name}/`, 8, 900_000))];
    const call = fakeEtcd(kvs);
    let bytes = 0;
    const counted = {
      range: call.range.bind(call),
      txn: async (request: Parameters<typeof call.txn>[0]) => {
        const answer = await call.txn(request);
        for (const { response } of answer.responses.filter((each) => each.kind === "range")) {
          for (const { value } of response.kvs) bytes += value.length;
        }
        return answer;
      },
    };
    const folders = names.map((name) => child(`/${name}/`, 8));
    const found = await sampleSizes(counted, [allKeys], [kvs.length], folders);
    expect(bytes).toBeLessThan(12_000_000);
    expect(found.children.size).toBeGreaterThan(2);
  });

  test("of nothing are nothing", async () => {
    expect(await sampleSizes(fakeEtcd([]), [allKeys], [0], [])).toMatchObject({
      whole: { bytes: 0, exact: true },
      leased: undefined,
      sampled: 0,
    });
  });
});
