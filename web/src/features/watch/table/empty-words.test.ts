import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import type { WatchEntry } from "#/features/watch/state/session-view.ts";
import { emptyWords } from "./empty-words.ts";

const revision = (at: number) => asRevision(int64(at));
const shown = { types: new Set(["put", "delete"] as const), find: "", byKey: false, opensAll: false, watchBits: 1 };
const entry = (status: WatchEntry["status"]): WatchEntry => ({
  id: "all",
  spec: { shape: { kind: "all" } },
  bit: 1,
  status,
  count: 0,
  alert: "none",
});
const live = entry({ kind: "live", completeTo: revision(7) });
const ahead = (from: number) => entry({ kind: "ahead", from: revision(from), newest: revision(7) });

test("an empty list says that filters hide all, and not of a list that was cleared", () => {
  const found = { ...shown, find: "nowhere" };
  expect(emptyWords({ events: 3, filter: found, entries: [live] }).title).toBe("No matches");
  expect(emptyWords({ events: 0, filter: found, entries: [live] }).title).toBe("No events yet");
  expect(emptyWords({ events: 3, filter: shown, entries: [live] }).title).toBe("No events yet");
});

test("nothing is promised while no watch is live, and of a later revision only from there on", () => {
  const failed = entry({ kind: "over", failure: { kind: "offline", message: "gone" } });
  expect(emptyWords({ events: 0, filter: shown, entries: [failed] }).hint).toBe("No watch is live now.");
  expect(emptyWords({ events: 0, filter: shown, entries: [failed, live] }).hint).toMatch(/^Puts and deletes/);
  expect(emptyWords({ events: 0, filter: shown, entries: [ahead(9000)] }).hint).toBe(
    "Events appear from revision 9,000 on.",
  );
});
