import { asValue, encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { beforeAll, expect, test } from "vitest";
import { readKeyObject } from "./key-object.ts";
import { loadCodec } from "./load-codec.ts";

beforeAll(async () => void (await loadCodec()));

const pod = recordedObject("Pod").stored;
const at = (key: string, value = pod) => readKeyObject({ key: keyFromText(key), value });
const json = (text: string) => asValue(encodeUtf8(text));

test("an object in its place tells the prefix of its cluster", () => {
  for (const prefix of ["/registry", "/kubernetes.io", "/a/b", ""]) {
    const found = at(`${prefix}/pods/shop/cart-7c9d6b5f4-2xkqp`);
    expect(found).toMatchObject({
      prefix,
      other: undefined,
      name: { namespace: "shop", name: "cart-7c9d6b5f4-2xkqp" },
    });
  }
});

test("a key that names another object says so, and one that names none does not", () => {
  expect(at("/registry/pods/shop/web")).toMatchObject({ prefix: undefined, other: { name: "web", namespace: "shop" } });
  expect(at("/backup/one")).toMatchObject({ prefix: undefined, other: undefined });
});

test("a custom object is known by its place, whatever its plural; a manifest elsewhere is none", () => {
  const mouse = json('{"apiVersion":"zoo.example/v1","kind":"Mouse","metadata":{"name":"m","namespace":"shop"}}');
  expect(at("/registry/zoo.example/mice/shop/m", mouse)).toMatchObject({ prefix: "/registry" });
  expect(at("/registry/zoo.example/mice/shop/other", mouse)).toBeUndefined();
  expect(at("/config/mouse.json", mouse)).toBeUndefined();
  expect(at("/registry/pods/shop/a", json('{"a":1}'))).toBeUndefined();
  expect(at("/registry/pods/shop/a", json('{"apiVersion":"v1","kind":'))).toBeUndefined();
});
