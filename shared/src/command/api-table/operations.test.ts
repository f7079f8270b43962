import { expect, test } from "vitest";
import { fieldsOf, findField, listMessages } from "./messages.ts";
import { apiOperations, operationAt } from "./operations.ts";

test("every message that is named is there, and every one that is there is reached", () => {
  const known = new Set(listMessages());
  const reached = new Set<string>();
  const reach = (name: string): void => {
    expect(known).toContain(name);
    if (reached.has(name)) return;
    reached.add(name);
    for (const type of fieldsOf(name).values()) if (type.kind === "message") reach(type.message);
  };
  for (const { request, answer } of apiOperations) {
    reach(request);
    reach(answer);
  }
  expect([...known].filter((name) => !reached.has(name))).toEqual([]);
});

test("no operation stands twice, and what only reads carries no risk", () => {
  expect(new Set(apiOperations.map(({ name }) => name)).size).toBe(apiOperations.length);
  expect(apiOperations.filter(({ effect, risk }) => effect === "reads" && risk !== undefined)).toEqual([]);
});

test("an operation is found at its path, under any prefix, and compaction at the documented one too", () => {
  expect(operationAt("/v3/kv/range")?.request).toBe("RangeRequest");
  expect(operationAt("v3beta/kv/put")?.effect).toBe("writes");
  expect(operationAt("/v3/maintenance/compact")?.name).toBe("kv/compaction");
  expect(operationAt("/v3/kv/rang")).toBeUndefined();
  expect(operationAt("/metrics")).toBeUndefined();
});

test("a field is found by etcd's name and by the camelCase that the gateway accepts", () => {
  expect(findField("RangeRequest", "range_end")?.type.kind).toBe("bytes");
  expect(findField("RangeRequest", "rangeEnd")?.name).toBe("range_end");
  expect(findField("RangeRequest", "sort_order")?.type.words).toEqual(["NONE", "ASCEND", "DESCEND"]);
  expect(findField("TxnRequest", "compare")?.type).toMatchObject({ kind: "message", message: "Compare", isList: true });
  expect(findField("RangeRequest", "rang")).toBeUndefined();
});
