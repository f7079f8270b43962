import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import { parseResourceWords } from "../../kubernetes/resource-words.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { beforeAll, expect, test } from "vitest";
import { findResource } from "./find-resource.ts";

const etcd = new MemoryEtcd();
beforeAll(async () => {
  const keys = [
    ...["data", "shop", "staging"].map((name) => `/k3s/namespaces/${name}`),
    "/k3s/deployments/shop/web-2",
    "/k3s/deployments/staging/web",
    "/k3s/deployments/data/api",
    "/k3s/minions/a",
    ...Array.from({ length: 9 }, (_, at) => `/k3s/deployments/staging/web-${at}`),
  ];
  for (const key of keys) {
    const request = { key: keyFromText(key), value: valueFromText("x") };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
});

async function find(text: string) {
  const words = parseResourceWords(text);
  if (words === undefined) throw new Error(`no resource: ${text}`);
  const found = await findResource(etcd, words, ["/registry", "/k3s"]);
  return found.map(({ name, count }) => (count === undefined ? formatKey(name) : `${formatKey(name)} ${count}`));
}

test("it is found in any namespace, its whole name first, and few of each", async () => {
  expect(await find("deploy/web")).toEqual([
    "/k3s/deployments/staging/web",
    "/k3s/deployments/shop/web-2",
    "/k3s/deployments/staging/web-0",
    "/k3s/deployments/staging/web-1",
  ]);
});

test("it is found in a namespace, or in none where it has none", async () => {
  expect(await find("deploy web -n shop")).toEqual(["/k3s/deployments/shop/web-2"]);
  expect(await find("node/a")).toEqual(["/k3s/minions/a"]);
  expect(await find("deploy web -n absent")).toEqual([]);
});

test("without a name its folder is found", async () => {
  expect(await find("deploy -n staging")).toEqual(["/k3s/deployments/staging/ 10"]);
  expect(await find("pods -n shop")).toEqual([]);
});
