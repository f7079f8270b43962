import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { describe, expect, test } from "vitest";
import { isUsed, parseSaved } from "./saved-connection.ts";

describe("what a browser has stored", () => {
  test("is read as it was stored before connections had names", () => {
    expect(parseSaved({ ids: ["10.0.0.5:2379", "https://root@etcd:1"] })).toEqual([
      { id: "10.0.0.5:2379" },
      { id: "https://root@etcd:1" },
    ]);
  });

  test("loses what is damaged, and nothing else", () => {
    const lab = { id: "a:1,b:2", name: "lab", colour: "violet", production: false, readOnly: true };
    const stored = [lab, { ...lab, colour: "ultraviolet", readOnly: "yes" }, { id: 1 }, null, { id: "sample" }, "a:1"];
    expect(parseSaved({ connections: stored })).toEqual([lab, { id: "a:1,b:2", name: "lab", production: false }]);
  });

  test.each([undefined, null, "text", [], {}, { connections: 1 }, { ids: {} }])("%j holds none", (stored) => {
    expect(parseSaved(stored)).toEqual([]);
  });
});

const used = ["10.0.0.5:2379", "https://root@etcd.example:2379", "[::1]:2379", "a:1,b:2"].map((id) => ({ id }));

test.each([
  ["10.0.0.5:2379", true],
  ["app@10.0.0.5:2379", true],
  ["10.0.0.5:2380", false],
  ["https://10.0.0.5:2379", false],
  ["10.0.0.6:2379", false],
  ["https://ETCD.example:2379", true],
  ["etcd.example:2379", false],
  ["[::1]:2379", true],
  ["b:2", true],
  ["b:2,10.0.0.5:2379", true],
  ["a:1,b:2,evil:2379", false],
  ["10.0.0.5:2379,evil:2379", false],
  ["prod", true],
])("of %s the browser has used every server: %s", (id, expected) => {
  const ref = parseConnectionRef(id);
  expect(ref !== undefined && isUsed(ref, used)).toBe(expected);
  expect(ref !== undefined && isUsed(ref, [])).toBe(ref?.kind === "configured");
});
