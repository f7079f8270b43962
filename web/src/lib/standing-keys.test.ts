import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { expect, test } from "vitest";
import { listStanding, mostStanding } from "./standing-keys.ts";
import { applyHistoryEvent, emptyHistory, type WriteHistory } from "./write-history-model.ts";

const held = { value: valueFromText("x"), lease: noLease };
const revision = (at: number) => asRevision(int64(at));
const put = (name: string, at: number): DoneWrite => ({
  revision: revision(at),
  changes: [{ key: keyFromText(name), after: held }],
});
const record = (history: WriteHistory, writes: readonly DoneWrite[], connectionId = "c") =>
  applyHistoryEvent(history, { kind: "written", connectionId, user: "", label: "w", at: 1, writes }, 100_000);
const list = (history: WriteHistory) =>
  listStanding(history, "c").map(({ entryId, key, at }) => [entryId, formatKey(key), at]);

test("each key is looked at once, as the newest entry left it", () => {
  const gone: DoneWrite = { revision: revision(4), changes: [{ key: keyFromText("/b"), before: held }] };
  let history = record(emptyHistory, [put("/a", 2)]);
  history = record(history, [put("/a", 3), put("/c", 3)]);
  history = record(history, [gone]);
  history = record(history, [put("/d", 5)], "another");
  expect(list(history)).toEqual([
    [3, "/b", undefined],
    [2, "/c", "3"],
    [2, "/a", "3"],
  ]);
});

test("what was undone stands at the revision of the undo, and no more than so many keys are looked at", () => {
  const history = record(emptyHistory, [put("/a", 2)]);
  const inverted: DoneWrite = {
    revision: revision(7),
    changes: [{ key: keyFromText("/a"), before: held, after: held }],
  };
  const result = { inverted: [inverted], left: [], restored: [], missed: 0, overtaken: [] };
  expect(list(applyHistoryEvent(history, { kind: "reversed", id: 1, result }, 100_000))).toEqual([[1, "/a", "7"]]);
  const many = Array.from({ length: 80 }, (_, at) => put(`/${at}`, 2));
  expect(list(record(emptyHistory, many))).toHaveLength(mostStanding);
});
