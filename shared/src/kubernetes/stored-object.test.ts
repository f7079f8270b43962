import { describe, expect, test } from "vitest";
import { recordedObject } from "../../test/kubernetes-recorded.ts";
import { concatBytes, encodeHex, encodeUtf8 } from "../model/bytes.ts";
import { builtinFacts } from "./builtin-facts.ts";
import { formatJson, parseJson } from "./json-text.ts";
import type { ObjectValue } from "./object-value.ts";
import { findUneditable, readStoredObject, writeStoredObject, type StoredObject } from "./stored-object.ts";
import { fieldBytes } from "./wire.ts";

const message = (...fields: readonly (readonly [number, string | Uint8Array])[]) =>
  concatBytes(
    fields.flatMap(([number, value]) => fieldBytes(number, 2, typeof value === "string" ? encodeUtf8(value) : value)),
  );

/** An object whose message is given to the byte. */
function stored(apiVersion: string, kind: string, raw: Uint8Array, contentType = ""): Uint8Array {
  const envelope = message([1, message([1, apiVersion], [2, kind])], [2, raw], [3, ""], [4, contentType]);
  return concatBytes([Uint8Array.of(0x6b, 0x38, 0x73, 0), envelope]);
}

function read(value: Uint8Array): StoredObject {
  const object = readStoredObject(value, builtinFacts);
  if (object.kind === "unread") throw new Error(object.reason);
  return object;
}

function edit(value: Uint8Array, change: (json: string) => string) {
  const object: ObjectValue = parseJson(change(formatJson(read(value).value))) ?? null;
  return writeStoredObject(object, value, builtinFacts);
}

const written = (value: Uint8Array, change: (json: string) => string) => {
  const result = edit(value, change);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.problems));
  return result.bytes;
};

const problems = (value: Uint8Array, change: (json: string) => string) => {
  const result = edit(value, change);
  return result.kind === "refused" ? result.problems.map(({ path, message: text }) => [path.join("."), text]) : [];
};

const hexOf = (text: string) => encodeHex(encodeUtf8(text));

/** A ConfigMap as an older or newer version might store it: no namespace, and what the table does not know. */
const odd = stored(
  "v1",
  "ConfigMap",
  message(
    [1, message([1, "a"], [13, message([1, "Pod"], [3, "p"], [99, "inner"])], [13, message([3, "q"], [98, "b"])])],
    [2, message([1, "key"], [2, "value"])],
    [77, "newer"],
  ),
);

describe("an object of another version", () => {
  test("is shown without the fields that are not known, and says how many there are", () => {
    const object = read(odd);
    expect(formatJson(object.value)).toBe(
      '{"apiVersion":"v1","kind":"ConfigMap","data":{"key":"value"},"metadata":{"name":"a","ownerReferences":[' +
        '{"apiVersion":"","kind":"Pod","name":"p","uid":""},{"apiVersion":"","kind":"","name":"q","uid":""}]}}',
    );
    expect(object.unknownFields).toBe(3);
    expect(findUneditable(odd, object, builtinFacts)).toBeUndefined();
  });

  test("keeps them to the byte where something else is edited, in items of lists too", () => {
    const bytes = written(odd, (json) => json.replace('"name":"q"', '"name":"changed"'));
    // The name, and the lengths around it.
    expect(encodeHex(bytes)).toContain(`${hexOf("changed")}920601${hexOf("b")}`);
    expect(encodeHex(bytes)).toContain(hexOf("inner"));
    expect(encodeHex(bytes)).toContain(hexOf("newer"));
    expect(read(bytes).unknownFields).toBe(3);
    expect(written(bytes, (json) => json.replace("changed", "q"))).toEqual(odd);
  });

  test("keeps those of the items that stay, when another is put before them or taken away", () => {
    const more = written(odd, (json) => json.replace('"ownerReferences":[', '"ownerReferences":[{"name":"new"},'));
    expect(read(more).unknownFields).toBe(3);
    const less = written(odd, (json) => json.replace('{"apiVersion":"","kind":"Pod","name":"p","uid":""},', ""));
    expect(read(less).unknownFields).toBe(2);
    expect(encodeHex(less)).toContain(encodeHex(encodeUtf8("b")));
  });
});

describe("what cannot be edited", () => {
  test.each([
    ["a number longer than it must be", Uint8Array.of(0x0a, 0x83, 0x00, 0x0a, 0x01, 0x61)],
    ["fields out of order", concatBytes([message([2, message([1, "k"], [2, "v"])]), message([1, message([1, "a"])])])],
    ["a field that stands twice", message([1, message([1, "a"])], [1, message([1, "b"])])],
    ["text that is not UTF-8", message([1, message([1, Uint8Array.of(0xff)])])],
  ])("%s", (_, raw) => {
    const value = stored("v1", "ConfigMap", raw);
    expect(findUneditable(value, read(value), builtinFacts)).toBe("encoding it again gives other bytes");
  });
});

test.each([
  ["unknown kind shop.example/v1 Cart", stored("shop.example/v1", "Cart", message())],
  ["malformed protobuf", stored("v1", "ConfigMap", Uint8Array.of(0x0a, 0x05))],
  ["a field with another wire type than the table's", stored("v1", "ConfigMap", Uint8Array.of(0x08, 0x01))],
  ["content type application/json", stored("v1", "ConfigMap", encodeUtf8("{}"), "application/json")],
  ["no Kubernetes object", encodeUtf8("k8s:enc:secretbox:v1:key:")],
])("what cannot be read says why: %s", (reason, value) => {
  expect(readStoredObject(value, builtinFacts)).toEqual({ kind: "unread", reason });
});

describe("what is wrong in an edit is told at its place", () => {
  const pod = recordedObject("Pod").stored;
  test.each([
    ["a name that no field has", '"nodeName"', '"nodName"', ["spec.nodName", "Unknown field “nodName”"]],
    ["a number for a text", '"app":"cart"', '"app":1', ["metadata.labels.app", "Expected text: add quotes"]],
    [
      "a text for a number",
      ":30,",
      ':"30",',
      ["spec.terminationGracePeriodSeconds", "Expected a whole number: remove the quotes"],
    ],
    [
      "a fraction",
      '"containerPort":8080',
      '"containerPort":80.5',
      ["spec.containers.0.ports.0.containerPort", "Expected a whole number"],
    ],
    [
      "a number too large",
      '"containerPort":8080',
      '"containerPort":3000000000',
      ["spec.containers.0.ports.0.containerPort", "Out of range for 32 bits"],
    ],
    [
      "a quantity",
      '"memory":"256Mi"',
      '"memory":"256 MB"',
      ["spec.containers.0.resources.limits.memory", "Expected a quantity, such as 500m or 256Mi"],
    ],
    [
      "a time",
      '"2026-11-20T08:14:11Z"',
      '"today"',
      [
        "status.containerStatuses.0.state.running.startedAt",
        'Expected a time in quotes, such as "2026-11-20T08:14:09Z"',
      ],
    ],
    [
      "a list for a map",
      '"labels":{"app":"cart","pod-template-hash":"7c9d6b5f4"}',
      '"labels":[]',
      ["metadata.labels", "Expected a map"],
    ],
    ["a map for a list", '"tolerations":[', '"tolerations":{},"x":[', ["spec.tolerations", "Expected a list"]],
    ["another kind", '"kind":"Pod"', '"kind":"Node"', ["kind", "Keep “Pod”: another type is another object"]],
  ])("%s", (_, before, after, expected) => {
    expect(problems(pod, (json) => json.replace(before, after))).toContainEqual(expected);
  });

  test("null and what is left out are Go's zero value", () => {
    const bytes = written(pod, (json) => json.replace('"nodeName":"node-3",', '"nodeName":null,'));
    expect(formatJson(read(bytes).value)).not.toContain("nodeName");
  });
});
