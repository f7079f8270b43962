import { recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { expect, test } from "vitest";
import { checkConformance } from "./conformance.ts";

test.each(recordedObjects)(
  "$name, as Kubernetes' own encoder stores it, is decoded, encoded and edited to the byte",
  ({ name, stored, json }) => {
    const { failures, edits } = checkConformance(name, stored, json);
    expect(failures).toEqual([]);
    expect(edits).toBeGreaterThan(0);
  },
);

test("an object that says something else than its JSON fails", () => {
  const [first] = recordedObjects;
  const wrong = first?.json.replace('"nodeName":"node-3"', '"nodeName":"node-4"') ?? "";
  expect(checkConformance("x", first?.stored ?? new Uint8Array(), wrong).failures).toEqual([
    { name: "x", what: 'decodes to another JSON: .spec.nodeName "node-3" instead of "node-4"' },
  ]);
});
