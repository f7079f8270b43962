import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { allKeys } from "@etcd-explorer/shared/model/range";
import { fakeEtcd, fakeKeyValue } from "@etcd-explorer/shared/test/fake-scan-etcd";
import { expect, test } from "vitest";
import { readSample } from "./read-sample.ts";

const { signal } = new AbortController();
const etcdOf = (valueBytes: number, maxBytes: number) =>
  fakeEtcd(
    Array.from({ length: 30 }, (_, at) => fakeKeyValue(keyFromText(`/${at}`), asValue(new Uint8Array(valueBytes)))),
    { maxBytes },
  );

test("keys are sampled without their values", async () => {
  const etcd = etcdOf(100, 5000);
  expect(await readSample(etcd, allKeys, "keys", signal)).toMatchObject({ count: "30", more: false });
  expect(etcd.asked).toMatchObject([{ keysOnly: true, limit: "100" }]);
});

test("values are sampled from all over the range, and fewer at once where they are large", async () => {
  expect((await readSample(etcdOf(1000, 5000), allKeys, "values", signal)).kvs).toHaveLength(30);
  const mixed = fakeEtcd(
    Array.from({ length: 3000 }, (_, at) =>
      fakeKeyValue(keyFromText(`/${String(at).padStart(4, "0")}`), asValue(new Uint8Array(at < 1500 ? 1 : 1001))),
    ),
  );
  const { kvs, count } = await readSample(mixed, allKeys, "values", signal);
  expect(count).toBe("3000");
  const average = kvs.reduce((sum, { value }) => sum + value.length, 0) / kvs.length;
  expect(average).toBeGreaterThan(450);
  expect(average).toBeLessThan(550);
  await expect(readSample(etcdOf(9000, 5000), allKeys, "values", signal)).rejects.toThrow("exceeds");
});
