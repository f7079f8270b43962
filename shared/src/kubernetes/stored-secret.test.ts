import { concatBytes, encodeUtf8 } from "../model/bytes.ts";
import { expect, test } from "vitest";
import { recordedObject, recordedObjects } from "../../test/kubernetes-recorded.ts";
import { isStoredSecret } from "./stored-secret.ts";

const text = (value: string) => isStoredSecret(encodeUtf8(value));

test("a Secret is told from every other recorded object, by its first bytes alone, and where it is damaged", () => {
  for (const { name, stored, json } of recordedObjects) {
    const expected = name.startsWith("Secret ");
    expect([name, isStoredSecret(stored), isStoredSecret(stored.slice(0, 40)), text(json)]).toEqual([
      name,
      expected,
      expected,
      expected,
    ]);
  }
  const { stored } = recordedObject("Secret");
  const torn = concatBytes([stored.slice(0, 20), Uint8Array.of(0xff, 0xff, 0xff), stored.slice(24)]);
  expect(isStoredSecret(torn)).toBe(true);
  // Another encoder may write the kind before the version.
  expect(isStoredSecret(encodeUtf8("k8s\0\n\x0c\x12\x06Secret\n\x02v1"))).toBe(true);
});

test("as JSON it is known whatever its group, in a list, spelled with escapes and cut off", () => {
  expect(text('{"kind":"Secret","apiVersion":"v1"}')).toBe(true);
  expect(text('\ufeff { "apiVersion": "vault.example/v1", "kind": "Secret" }')).toBe(true);
  expect(text(String.raw`{"kind":"\u0053ecret"}`)).toBe(true);
  expect(text('{"kind":"SecretList","items":[]}')).toBe(true);
  expect(text('{"kind":"List","items":[{"kind":"Pod"},{"kind":"Secret"}]}')).toBe(true);
  expect(text('{"apiVersion":"v1","kind" : "Secret","data":{"pass')).toBe(true);
});

test("as a manifest in YAML it is known by its lines", () => {
  expect(text("apiVersion: v1\nkind: Secret\ndata:\n  a: b\n")).toBe(true);
  expect(text("---\nkind: ConfigMap\n---\napiVersion: v1\nkind: 'Secret' # of the shop\n")).toBe(true);
});

test("what only speaks of Secrets is none", () => {
  expect(text('{"kind":"Pod","spec":{"volumes":[{"secret":{"secretName":"Secret"}}]}}')).toBe(false);
  expect(text('{"kind":"ExternalSecret","note":"Secret"}')).toBe(false);
  expect(text('{"note":"\\"kind\\":\\"Secret\\""}')).toBe(false);
  expect(text("Secret")).toBe(false);
  expect(text("apiVersion: v1\nkind: SecretStore\n")).toBe(false);
  expect(text("")).toBe(false);
});
