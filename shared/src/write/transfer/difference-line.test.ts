import fc from "fast-check";
import { expect, test } from "vitest";
import { asKey, asValue, decodeBase64, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { formatDifferenceLine } from "./difference-line.ts";

const facts = (key: KeyFacts["key"]): KeyFacts => ({
  key,
  createRevision: asRevision(int64(3)),
  modRevision: asRevision(int64(9)),
  version: int64(2),
  lease: noLease,
});

test("a line tells the kind, and of each side the key with its facts", () => {
  const left = facts(keyFromText("/a"));
  const right = { ...left, lease: asLeaseId(int64(7)) };
  expect(JSON.parse(formatDifferenceLine({ kind: "lease", left, right }))).toEqual({
    kind: "lease",
    a: { key: "L2E=", key_text: "/a", version: "2", create_revision: "3", mod_revision: "9" },
    b: { key: "L2E=", key_text: "/a", version: "2", create_revision: "3", mod_revision: "9", lease: "7" },
  });
});

test("a side without the key is not there, and a value only where it was read", () => {
  const left = facts(keyFromText("/a"));
  const line = formatDifferenceLine({ kind: "only-left", left }, { left: valueFromText("") });
  expect(JSON.parse(line)).toMatchObject({ kind: "only-left", a: { value: "", value_text: "" } });
  expect(line).not.toContain('"b"');
});

test("keys and values come back byte by byte, on one line each", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.uint8Array(), (key, value) => {
      const difference = { kind: "only-right", right: facts(asKey(key)) } as const;
      const line = formatDifferenceLine(difference, { right: asValue(value) });
      expect(line.indexOf("\n")).toBe(line.length - 1);
      const { b } = JSON.parse(line);
      expect(decodeBase64(b.key)).toEqual(key);
      expect(decodeBase64(b.value)).toEqual(value);
    }),
    { seed: 14 },
  );
});
