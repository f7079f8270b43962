import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { createTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import type { Connection } from "#/api/connection/connection.ts";
import { parseTyped, textForm } from "./text-forms.ts";

const connection: Connection = {
  id: "h:2379",
  ref: { kind: "free", host: "h", port: 2379, tls: false, user: "" },
  label: "h:2379",
  readOnly: false,
  isProduction: false,
  tls: false,
  target: { host: "h", port: 2379 },
  user: "",
};
const request = createTxn(keyFromText("/a"), valueFromText("1"));

test.each(["etcdctl", "JSON"] as const)("%s can be typed, and means the same transaction", (tab) => {
  const { text, editable } = textForm(tab, request, connection, "http://x");
  expect(editable).toBe(true);
  expect(parseTyped(tab, text)).toEqual({ request });
});

test("a transaction without conditions begins with a blank line in etcdctl's text", () => {
  const without = { ...request, compare: [] };
  const { text } = textForm("etcdctl", without, connection, "http://x");
  expect(text).toBe("\nput /a 1\nget /a --keys-only\n\nget /a\n");
  expect(parseTyped("etcdctl", text)).toEqual({ request: without });
});

test("what is wrong is told with its place", () => {
  const message = 'put requires a value. Use "" for an empty one.';
  expect(parseTyped("etcdctl", "\nput a")).toEqual({
    problem: `Line 2, column 6: ${message}`,
    mark: { message, at: 6 },
  });
  expect(parseTyped("JSON", '{\n"compare": [,]}')).toEqual({
    problem: "Line 2, column 13: expected value or ].",
    mark: { message: "expected value or ]", at: 14 },
  });
  const noList = "compare is not a list.";
  expect(parseTyped("JSON", '{"compare": 1}')).toEqual({ problem: noList, mark: { message: noList, at: 1 } });
  expect(parseTyped("JSON", "1")).toMatchObject({ mark: undefined });
});

test("what etcdctl cannot say is said, and everything else still has its form", () => {
  const nested = { ...request, success: [{ kind: "txn", request }] } as const;
  expect(textForm("etcdctl", nested, connection, "http://x")).toMatchObject({
    editable: false,
    unavailable: "THEN 1: etcdctl's text does not support nested transactions.",
  });
  expect(textForm("curl", nested, connection, "http://x").text).toMatch(/directly to etcd[\s\S]*through etcd explorer/);
  expect(textForm("Go", nested, connection, "http://x").text).toContain("clientv3.OpTxn(");
});

const nested = (levels: number) => `${'{"success":[{"request_txn":'.repeat(levels)}{}${"}]}".repeat(levels)}`;

test("JSON that is nested deeper than any transaction that can be built is refused in words, however deep", () => {
  expect(parseTyped("JSON", nested(16))).toHaveProperty("request");
  for (const levels of [17, 4000, 50_000]) {
    expect(parseTyped("JSON", nested(levels))).toEqual({
      problem: "Transactions can be nested 16 levels deep at most.",
      mark: undefined,
    });
  }
});
