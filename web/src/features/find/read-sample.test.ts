import { asValue, keyFromText } from "@etcd-explorer/shared/bytes";
import { allKeys } from "@etcd-explorer/shared/range";
import { fakeEtcd, fakeKeyValue } from "@etcd-explorer/shared/scan/fake-etcd";
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

test("where twenty values are too large, two are sampled", async () => {
  const etcd = etcdOf(1000, 5000);
  expect((await readSample(etcd, allKeys, "values", signal)).kvs).toHaveLength(2);
  expect((await readSample(etcdOf(100, 5000), allKeys, "values", signal)).kvs).toHaveLength(20);
  await expect(readSample(etcdOf(9000, 5000), allKeys, "values", signal)).rejects.toThrow("exceeds");
});
