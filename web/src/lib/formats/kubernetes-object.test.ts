import { kubernetesObject, message } from "../../../../scripts/sample/protobuf.ts";
import { describe, expect, test } from "vitest";
import { readKubernetesObject } from "./kubernetes-object.ts";
import { protobufTree } from "./protobuf-tree.ts";
import { listTreeLines } from "./value-tree.ts";

const lines = (tree: ReturnType<typeof protobufTree>) =>
  tree === undefined
    ? []
    : listTreeLines(tree, new Set(), () => true)
        .slice(1)
        .map(({ path, value }) => `${path} ${value.members.length === 0 ? `${value.kind} ${value.text}` : ""}`.trim());

describe("a Kubernetes object", () => {
  test("says its version and kind, and every field by number", () => {
    const node = message([1, message([1, "node-1"], [5, "uid"])], [2, message([2, 40], [2, 41])], [9, "grüße"]);
    const object = readKubernetesObject(kubernetesObject("v1", "Node", node));
    expect(object).toMatchObject({ apiVersion: "v1", kind: "Node" });
    expect(lines(object?.tree)).toEqual([
      '$.apiVersion string "v1"',
      '$.kind string "Node"',
      "$.raw",
      "$.raw.1[0]",
      '$.raw.1[0].1[0] string "node-1"',
      '$.raw.1[0].5[0] string "uid"',
      "$.raw.2[0]",
      "$.raw.2[0].2[0] number 40",
      "$.raw.2[0].2[1] number 41",
      '$.raw.9[0] string "grüße"',
    ]);
  });

  test("that is cut or no protobuf at all is not one", () => {
    const whole = kubernetesObject("v1", "Node", message([1, "x"]));
    expect(readKubernetesObject(whole.subarray(0, whole.length - 5))).toBeUndefined();
    expect(readKubernetesObject(Uint8Array.of(0x6b, 0x38, 0x73, 0, 0xff, 0xff))).toBeUndefined();
  });
});

describe("a protobuf message without a schema", () => {
  test("keeps negative numbers and fixed ones exact, and bytes that are neither text nor message as bytes", () => {
    const bytes = Uint8Array.of(
      0x08,
      ...Uint8Array.from({ length: 9 }, () => 0xff),
      0x01,
      0x15,
      1,
      2,
      3,
      4,
      0x1a,
      2,
      0xff,
      0xff,
    );
    expect(lines(protobufTree(bytes))).toEqual(["$.1[0] number -1", "$.2[0] number 0x04030201", "$.3[0] bytes ffff"]);
  });

  test("a message is not taken for a text because all of its bytes are printable", () => {
    // imagePullSecrets: field 1 of 41 characters gives the tag \n and the length ")".
    const name = "registry-credentials-of-the-build-cluster";
    expect(name).toHaveLength(41);
    expect(lines(protobufTree(message([15, message([1, name])])))).toEqual([
      "$.15[0]",
      `$.15[0].1[0] string "${name}"`,
    ]);
    expect(lines(protobufTree(message([1, "\n two lines\n"])))).toEqual(['$.1[0] string "\\n two lines\\n"']);
  });

  test("says a negative int32 as it was written", () => {
    expect(lines(protobufTree(Uint8Array.of(0x18, 0xf6, ...Array.from({ length: 8 }, () => 0xff), 0x01)))).toEqual([
      "$.3[0] number -10",
    ]);
  });
});

test("a message of printable characters alone is one where its lengths lead to its end", () => {
  const name = "n".repeat(41);
  // The tag of field 4 is `"`, and the length 41 is `)`: all of it could be a text.
  expect(lines(protobufTree(message([1, message([4, name])])))).toEqual(["$.1[0]", `$.1[0].4[0] string "${name}"`]);
  for (const text of [
    "8080",
    "p8",
    `"a quoted text that is no message at all"`,
    "John Doe, who lives somewhere else today",
  ])
    expect(lines(protobufTree(message([1, text])))).toEqual([`$.1[0] string ${JSON.stringify(text)}`]);
});

const fixed = (...bytes: number[]) => lines(protobufTree(Uint8Array.of(...bytes)));

test("a fixed field is the float that has few digits, else its bytes", () => {
  expect(fixed(0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f)).toEqual(["$.1[0] number 1.5"]);
  expect(fixed(0x0d, 0, 0, 0xc0, 0x41)).toEqual(["$.1[0] number 24.0"]);
  expect(fixed(0x0d, 1, 2, 3, 4)).toEqual(["$.1[0] number 0x04030201"]);
});
