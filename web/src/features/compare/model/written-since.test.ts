import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { emptyHistory, type HistoryEntry } from "#/lib/write-history-model.ts";
import { isWrittenSince, writtenSince } from "./written-since.ts";

const revision = (number: number) => asRevision(int64(number));
const entry = (id: number, connectionId: string, at: number, ...keys: readonly string[]): HistoryEntry => ({
  id,
  connectionId,
  label: "",
  user: "",
  at: 0,
  state: "done",
  turn: id,
  writes: [{ revision: revision(at), changes: keys.map((key) => ({ key: keyFromText(key) })) }],
  sizeBytes: 1,
});
const history = {
  ...emptyHistory,
  entries: [
    entry(1, "a", 10, "/x/before"),
    entry(2, "a", 11, "/x/after", "/other"),
    entry(3, "b", 21, "/y/there"),
    entry(4, "c", 90, "/x/elsewhere"),
  ],
};
const prefixes = { left: keyFromText("/x/"), right: keyFromText("/y/") };
const left = { connectionId: "a", prefix: prefixes.left, at: "live", revision: revision(10) } as const;
const right = { connectionId: "b", prefix: prefixes.right, at: "live", revision: revision(20) } as const;
const difference = (name: string) => {
  const facts = { createRevision: revision(1), modRevision: revision(1), version: int64(1), lease: noLease };
  return { kind: "only-left", left: { key: keyFromText(`/x/${name}`), ...facts } } as const;
};

test("keys that this tab wrote on either side since it was pinned are those of before", () => {
  const names = writtenSince(history, { left, right });
  const told = ["before", "after", "there", "elsewhere"].filter((name) =>
    isWrittenSince(names, difference(name), prefixes),
  );
  expect(told).toEqual(["after", "there"]);
});

test("a side of the past stays as it was, whatever is written", () => {
  const past = { ...left, at: revision(10) };
  expect(writtenSince(history, { left: past, right: { ...right, at: revision(20) } })).toEqual(new Set());
});
