import { concatBytes, asValue, encodeUtf8, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { isOfKubernetes, readEncrypted } from "./encrypted-at-rest.ts";
import { isKubernetes } from "./is-kubernetes.ts";

test("an object is known by its first four bytes", () => {
  expect(isKubernetes(valueFromText("k8s\u0000rest"))).toBe(true);
  expect(isKubernetes(valueFromText("k8s"))).toBe(false);
});

test("what the API server encrypted says by what, and with which key", () => {
  const value = asValue(concatBytes([encodeUtf8("k8s:enc:aescbc:v1:key-2:"), Uint8Array.of(0xff, 0x00, 0x3a)]));
  expect(readEncrypted(value)).toEqual({ provider: "aescbc", version: "v1", keyName: "key-2" });
  expect(isOfKubernetes(value)).toBe(true);
  expect(readEncrypted(valueFromText("k8s:enc:aescbc"))).toBeUndefined();
  expect(isOfKubernetes(valueFromText('{"kind":"Pod"}'))).toBe(false);
});
