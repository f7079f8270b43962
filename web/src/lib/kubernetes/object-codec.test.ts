import { asValue, equalBytes } from "@etcd-explorer/shared/model/bytes";
import { sortNames } from "@etcd-explorer/shared/kubernetes/json-text";
import { equalValues, type ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import { recordedObject, recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeProblem } from "#/lib/formats/text-place.ts";
import { objectCodec } from "./object-codec.ts";
import { formatObjectYaml } from "./object-yaml.ts";
import { parseObjectText } from "./typed-object.ts";

const pod = recordedObject("Pod").stored;
const secret = recordedObject("Secret").stored;

const problemOf = (change: (text: string) => string, style: "yaml" | "json" = "yaml") => {
  const text = change(objectCodec.text(pod, style) ?? "");
  const written = objectCodec.write(text, pod, style);
  return "problem" in written ? describeProblem(text, written.problem) : undefined;
};

describe("an object as text", () => {
  test("is laid out as kubectl prints it: names in order, lists without an indent, doubtful texts in quotes", () => {
    const text = objectCodec.text(recordedObject("Service").stored, "yaml");
    expect(text).toBe(`apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  clusterIP: None
  ports:
  - name: http
    port: 80
    targetPort: http
  - port: 443
    targetPort: 8443
status:
  loadBalancer: {}
`);
    expect(objectCodec.text(pod, "yaml")).toContain('creationTimestamp: "2026-11-20T08:14:09Z"\n');
    expect(objectCodec.text(pod, "yaml")).toContain('status: "True"\n');
    expect(objectCodec.text(pod, "yaml")).toContain("note: |-\n      grüße\n      and 2 lines 😀\n");
  });

  test.each(recordedObjects)("$name comes back from YAML and JSON to its bytes", ({ stored }) => {
    for (const style of ["yaml", "json"] as const) {
      const written = objectCodec.write(objectCodec.text(stored, style) ?? "", stored);
      expect("bytes" in written && equalBytes(written.bytes, stored)).toBe(true);
    }
    expect(objectCodec.uneditable(stored)).toBeUndefined();
  });

  test("any text and number comes back from YAML", () => {
    const name = fc.string({ unit: "binary", maxLength: 12 }).filter((text) => text.isWellFormed());
    const number = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const { value } = fc.letrec<{ value: ObjectValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        name,
        fc.constantFrom(
          "yes",
          "no",
          "on",
          "~",
          "null",
          "0o7",
          "1_000",
          "12:30:45",
          "1e3",
          " x",
          "x ",
          "a\n",
          "\n\n",
          "#",
          "- a",
          "2026-11-20",
          "=",
          "<<",
        ),
        number.map((each) => ({ number: Object.is(each, -0) ? "-0" : String(each) })),
        fc.constantFrom(true, false, null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.array(fc.tuple(name, tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (entries) => {
        const object: ObjectValue = sortNames(new Map(entries));
        const typed = parseObjectText(formatObjectYaml(object));
        expect("value" in typed && equalValues(typed.value, object)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("an edited text", () => {
  test("writes that edit alone", () => {
    const written = objectCodec.write((objectCodec.text(pod, "yaml") ?? "").replace("node-3", "node-4"), pod);
    if (!("bytes" in written)) throw new Error(written.problem.message);
    expect(objectCodec.text(written.bytes, "yaml")).toBe(objectCodec.text(pod, "yaml")?.replace("node-3", "node-4"));
    expect(written.bytes.length).toBe(pod.length);
  });

  test.each([
    ["an unknown field", "nodeName:", "nodName:", "line 64, column 3: Unknown field “nodName”"],
    ["missing quotes", 'status: "True"', "status: true", "line 87, column 5: Expected text: add quotes"],
    ["a list that is none", "  tolerations:\n", "  tolerations: x\n  a:\n", "line 67, column 3: Expected a list"],
    ["what is no YAML", "spec:\n", "spec: [\n", "line 35"],
    ["a name twice", "spec:\n", "kind: Pod\nspec:\n", "line 32, column 1: Duplicate field “kind”"],
    ["an alias", "nodeName: node-3", "nodeName: *a", "Aliases cannot be used here"],
    [
      "a time finer than is stored",
      '2026-11-20T08:14:09Z"',
      '2026-11-20T08:14:09.5Z"',
      "Expected a time in whole seconds",
    ],
    ["half a character in a name", "pod-template-hash:", '"\\ud800":', "line 11, column 5: Invalid Unicode character"],
    ["a label that is a number", "app: cart", "app: 1", "line 10, column 5: Expected text: add quotes"],
    ["a mode as octal", "defaultMode: 420", "defaultMode: 0644", "Ambiguous number: write 420 (octal) or 644"],
    ["too large a number", "restartCount: 0", "restartCount: 2147483648", "Out of range for 32 bits"],
  ])("tells the line of %s", (_, before, after, expected) => {
    expect(problemOf((text) => text.replace(before, after))).toContain(expected);
  });

  test("refuses a number that its field would round", () => {
    const crd = recordedObject("CustomResourceDefinition").stored;
    for (const [typed, kept] of [
      ["9007199254740993", false],
      ["9007199254740992", true],
      ["0.12345678901234567890", false],
      ["2.50", true],
    ] as const) {
      const text = (objectCodec.text(crd, "yaml") ?? "").replace("-0.5", typed);
      expect("bytes" in objectCodec.write(text, crd)).toBe(kept);
    }
  });

  test("tells that a comment is not saved, and not as another edit", () => {
    const text = (objectCodec.text(pod, "yaml") ?? "").replace("spec:\n", "spec: # why\n");
    expect(objectCodec.write(text, pod)).toEqual({ bytes: pod, lost: "comments are not saved" });
  });

  test("tells the line in JSON too", () => {
    expect(problemOf((text) => text.replace('"nodeName"', '"nodName"'), "json")).toMatch(
      /^line \d+, column 9: Unknown field/,
    );
  });
});

describe("a Secret", () => {
  test("hides its data until it is asked for, and nothing else", () => {
    const masked = objectCodec.text(secret, "yaml", true) ?? "";
    expect(masked).toContain("data:\n  empty: ••••••\n  key: ••••••\n  user: ••••••\n");
    expect(masked).toContain("name: cart");
    expect(objectCodec.text(secret, "yaml")).toContain("user: YWRtaW4=");
    expect(objectCodec.text(pod, "yaml", true)).toBe(objectCodec.text(pod, "yaml"));
  });
});

test("what is no object of the table says why", () => {
  const broken = asValue(pod.slice(0, 60));
  expect(objectCodec.text(broken, "yaml")).toBeUndefined();
  expect(objectCodec.uneditable(broken)).toBe("malformed protobuf");
});
