import { asValue, keyFromText, valueFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { int64, noLease, asLeaseId, asRevision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { objectCodec } from "#/lib/kubernetes/object-codec.ts";
import { changeText, changeWords, deletedWords } from "./change-words.ts";

function kv(value: string | Value, version = 2, lease = noLease): KeyValue {
  const revision = asRevision(int64(10 + version));
  return {
    key: keyFromText("/a"),
    value: typeof value === "string" ? valueFromText(value) : value,
    createRevision: revision,
    modRevision: revision,
    version: int64(version),
    lease,
  };
}
const lease = asLeaseId(int64(0x694d9e7c));
const text = (before: string | Value, after: string | Value) => changeText(changeWords(kv(before), kv(after, 3)));

const time = (at: string) => `{"spec":{"renewTime":"2026-11-30T${at}.000000Z"}}`;
const long = (port: string) => `postgres://someone@some-host.internal:${port}/database?sslmode=require`;

describe("what a put changed", () => {
  test("a member of JSON is told with both values where they are short, else by its name", () => {
    expect(text('{"min":2,"max":16}', '{"min":2,"max":24}')).toBe("max: 16 → 24");
    expect(text('{"a":{"on":false}}', '{"a":{"on":true}}')).toBe("a.on: false → true");
    expect(text(time("10:00:00"), time("10:00:10"))).toBe("spec.renewTime");
    expect(text('{"hosts":["db-1"]}', '{"hosts":["db-1","db-2"]}')).toBe('hosts: + "db-2"');
    expect(text('{"a":1,"b":2}', '{"b":2,"c":{}}')).toBe("+ c · − a");
    expect(text('{"a":1,"b":2,"c":3,"d":4}', '{"a":2,"b":3,"c":4,"d":5}')).toBe("a: 1 → 2 · b: 2 → 3 +2 more");
    expect(text('{"a":1}', '{\n  "a": 1\n}')).toBe("only the layout changed");
  });

  test("a short text is told whole, a long line by its changed part, and lines are counted", () => {
    expect(text("100", "120")).toBe("100 → 120");
    expect(text("node-1", "")).toBe("node-1 → empty");
    expect(text(long("5432"), long("6432"))).toBe("…5… → …6…");
    expect(text("a\nb\nc\n", "a\nx\nc\nd\n")).toBe("+2 −1 lines");
    expect(text("a\nb\n", "a\n")).toBe("−1 line");
    expect(text("a\nb\nc", "a\nx\nc\nd")).toBe("+2 −1 lines");
    expect(text("x".repeat(100), "y".repeat(200))).toBe("100 → 200 characters");
  });

  test("bytes are counted, and large values are told by their sizes alone", () => {
    expect(text(asValue(Uint8Array.of(0, 1, 2, 3)), asValue(Uint8Array.of(0, 9, 2, 3)))).toBe("1 of 4 bytes changed");
    expect(text(asValue(Uint8Array.of(0, 1)), asValue(Uint8Array.of(0)))).toBe("2 B → 1 B");
    expect(text("x".repeat(100_000), "y".repeat(200_000))).toBe("100 kB → 200 kB");
  });

  test("says that a key was created, that its lease changed, and what it does not know", () => {
    expect(changeText(changeWords(undefined, kv("x", 1, lease)))).toBe("created lease 00000000694d9e7c");
    expect(changeText(changeWords(kv("x"), kv("x", 3, lease)))).toBe("lease 00000000694d9e7c");
    expect(changeText(changeWords(kv("x", 2, lease), kv("y", 3)))).toBe("x → y lease removed");
    expect(changeText(changeWords(kv("x"), kv("x", 3)))).toBe("same value");
    expect(changeText(changeWords(undefined, kv("x", 3)))).toBe("previous value not known");
  });

  test("what cannot be seen has a sign, so that no text moves another", () => {
    expect(text("a\u202eb", "c")).toBe("a·b → c");
  });

  test("any two values have words, of which none is empty", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, other) => {
        const pieces = changeWords(kv(asValue(Uint8Array.from(bytes))), kv(other, 3));
        expect(pieces.length).toBeGreaterThan(0);
        expect(pieces.every((piece) => piece.text !== "")).toBe(true);
      }),
    );
  });
});

const edited = (stored: Value, edit: (yaml: string) => string) => {
  const written = objectCodec.write(edit(objectCodec.text(stored, "yaml") ?? ""), stored);
  if ("problem" in written) throw new Error(written.problem.message);
  return changeText(changeWords(kv(stored), kv(written.bytes, 3), objectCodec));
};

describe("what a put changed in an object of Kubernetes", () => {
  test("is told by its fields: what was wanted first, and what the API server counts not at all", () => {
    const deployment = recordedObject("Deployment").stored;
    expect(edited(deployment, (yaml) => yaml.replace("replicas: 0", "replicas: 5"))).toBe("spec.replicas: 0 → 5");
    expect(
      edited(deployment, (yaml) =>
        yaml
          .replace(/generation: \d+/, "generation: 7")
          .replace("replicas: 0", "replicas: 5")
          .replace("name: cart", "name: till"),
      ),
    ).toBe('spec.replicas: 0 → 5 · metadata.name: "cart" → "till"');
    expect(edited(deployment, (yaml) => yaml.replace(/generation: \d+/, "generation: 7"))).toMatch(
      /^metadata.generation/,
    );
  });

  test("is told of a Secret by the names of its data alone", () => {
    const secret = recordedObject("Secret").stored;
    expect(edited(secret, (yaml) => yaml.replace("YWRtaW4=", "YmRtaW4="))).toBe("data.user changed");
    expect(changeText(changeWords(kv('{"kind":"Secret","a":1}'), kv('{"kind":"Secret","a":2}', 3)))).toBe(
      "Secret changed, data hidden",
    );
    expect(changeText(deletedWords(kv(secret)))).toBe("was Secret, data hidden");
    expect(changeText(deletedWords(kv(secret), objectCodec))).toBe("was Secret · Opaque · 3 keys, data hidden");
  });
});

describe("what a delete removed", () => {
  test("is told where it is known, shortened", () => {
    expect(changeText(deletedWords(kv("node-7")))).toBe("was node-7");
    expect(changeText(deletedWords(kv('{"name":"eu-0","url":"https://eu-0.internal"}')))).toBe(
      'was {"name":"eu-0","url":"https:…',
    );
    expect(changeText(deletedWords(kv("")))).toBe("was empty");
    expect(changeText(deletedWords(kv(asValue(Uint8Array.of(0, 255)))))).toBe("was 2 B, binary");
    expect(changeText(deletedWords(undefined))).toBe("previous value not known");
  });
});
