import { expect, test } from "vitest";
import { newRangeRow } from "@etcd-explorer/shared/txn/draft/draft";
import { withKind } from "./row-kind.ts";

test("another kind of operation keeps its place, its key and its range", () => {
  const row = newRangeRow({ id: "r", key: "/a/", span: "prefix", limit: "3" });
  expect(withKind(row, "delete")).toEqual({
    kind: "delete",
    id: "r",
    key: "/a/",
    span: "prefix",
    end: "",
    prevKv: false,
  });
  expect(withKind(row, "put")).toMatchObject({ kind: "put", id: "r", key: "/a/" });
  expect(withKind(row, "txn")).toMatchObject({ kind: "txn", id: "r" });
  expect(withKind(row, "range")).toBe(row);
});
