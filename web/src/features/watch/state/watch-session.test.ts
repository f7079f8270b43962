import type { Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { WatchRequest } from "@etcd-explorer/shared/model/watch";
import { expect, test, vi } from "vitest";
import type { LiveStream, WatchListener } from "#/api/live/live-stream.ts";
import { everything } from "#/features/watch/model/row-filter.ts";
import { parseWatches } from "#/features/watch/model/watch-spec.ts";
import { deleted, put, revisionOf } from "#/features/watch/test/watch-events.ts";
import { WatchSession } from "./watch-session.ts";

/** A stream that tells what the test says. */
class ScriptedSource implements LiveStream {
  readonly watches: { request: WatchRequest; listener: WatchListener; isOpen: boolean; told: string[] }[] = [];

  watch(request: WatchRequest, listener: WatchListener) {
    const watch = { request, listener, isOpen: true, told: new Array<string>() };
    this.watches.push(watch);
    return {
      close: () => {
        watch.isOpen = false;
      },
      replay: () => watch.told.push("replay"),
      beginNow: () => watch.told.push("beginNow"),
      retryNow: () => watch.told.push("retryNow"),
    };
  }

  open() {
    return this.watches.filter(({ isOpen }) => isOpen);
  }
}

const live = (completeTo: Revision) => ({ kind: "live", completeTo }) as const;

function begin(spelled: string) {
  const source = new ScriptedSource();
  const waiting: (() => void)[] = [];
  const session = new WatchSession((run) => waiting.push(run));
  session.setWatches(parseWatches(spelled));
  session.connect(source);
  const frame = () => waiting.splice(0).forEach((run) => run());
  const keys = () => {
    const { rowCount, rowAt } = session.view();
    return Array.from({ length: rowCount }, (_, index) => {
      const row = rowAt(index);
      const found = row?.kind === "event" ? session.eventOf(row.event) : undefined;
      return row?.kind === "gap" ? "gap" : found && `${found.event.revision} ${formatKey(found.event.key)}`;
    });
  };
  return { source, session, frame, keys };
}

test("each watch is asked for with its range, filter and previous values, and told apart by its events", () => {
  const { source, session, frame, keys } = begin("prefix /a/;key /b only=delete rev=7");
  expect(source.watches.map(({ request }) => request)).toMatchObject([
    { prevKv: true },
    { startRevision: "7", filters: ["NOPUT"], prevKv: true },
  ]);
  source.watches[0]?.listener.onEvents([put("/a/1", 10)]);
  source.watches[1]?.listener.onEvents([deleted("/b", 8)]);
  frame();
  expect(keys()).toEqual(["10 /a/1", "8 /b"]);
  expect(session.view().entries.map(({ count }) => count)).toEqual([1, 1]);
  // Closed, a watch takes its events along; opened again, it has them.
  session.setWatches(parseWatches("prefix /a/"));
  expect(keys()).toEqual(["10 /a/1"]);
  expect(source.open()).toHaveLength(1);
  session.setWatches(parseWatches("prefix /a/;key /b only=delete rev=7"));
  expect(keys()).toEqual(["10 /a/1", "8 /b"]);
});

test("left and opened again, a watch goes on after what it told whole, and tells nothing twice", () => {
  const { source, session, frame, keys } = begin("prefix /a/");
  const first = source.watches[0]?.listener;
  first?.onStatus(live(revisionOf(9)));
  first?.onEvents([put("/a/1", 10), put("/a/2", 11)]);
  first?.onStatus(live(revisionOf(10)));
  session.disconnect();
  expect(source.open()).toEqual([]);
  expect(session.view().entries[0]?.status.kind).toBe("stopped");
  session.connect(source);
  expect(source.open().map(({ request }) => request.startRevision)).toEqual(["11"]);
  source.open()[0]?.listener.onEvents([put("/a/2", 11), put("/a/3", 12)]);
  frame();
  expect(keys()).toEqual(["12 /a/3", "11 /a/2", "10 /a/1"]);
  expect(session.view().entries[0]?.count).toBe(3);
});

test("only events that were seen to happen have a time: not those of a replay, nor those after a break", () => {
  const { source, session, frame } = begin("prefix /a/;prefix /b/ rev=1");
  const seen = () => {
    frame();
    const { rowCount, rowAt } = session.view();
    return Array.from({ length: rowCount }, (_, index) => {
      const row = rowAt(index);
      return row?.kind === "event" && session.eventOf(row.event)?.seenAtMs !== undefined;
    });
  };
  const [now, past] = source.watches;
  now?.listener.onStatus(live(revisionOf(4)));
  now?.listener.onEvents([put("/a/1", 5)]);
  past?.listener.onEvents([put("/b/1", 2)]);
  expect(seen()).toEqual([true, false]);
  // A connection that was replaced at once.
  now?.listener.onStatus({ kind: "opening" });
  now?.listener.onStatus(live(revisionOf(5)));
  now?.listener.onEvents([put("/a/1", 6)]);
  expect(seen()).toEqual([false, true, false]);
});

test("the list is complete up to where all watches are, and not at all while one is not there", () => {
  const { source, session, frame } = begin("prefix /a/;prefix /b/");
  source.watches[0]?.listener.onStatus(live(revisionOf(20)));
  frame();
  expect(session.view().completeTo).toBeUndefined();
  source.watches[1]?.listener.onStatus(live(revisionOf(9)));
  frame();
  expect(session.view().completeTo).toBe("9");
});

test("a watch from a revision that is still to come takes nothing from what the others have told", () => {
  const { source, session, frame } = begin("prefix /a/;prefix /b/ rev=90");
  source.watches[1]?.listener.onStatus({ kind: "ahead", from: revisionOf(90), newest: revisionOf(20) });
  frame();
  expect(session.view().completeTo).toBeUndefined();
  source.watches[0]?.listener.onStatus(live(revisionOf(20)));
  frame();
  expect(session.view().completeTo).toBe("20");
});

test("where etcd's data went back all watches start again together, above a gap, and none goes on from before", () => {
  const { source, session, frame, keys } = begin("prefix /a/;prefix /b/;prefix /c/");
  const [first, second] = source.watches;
  const heard = { onRevision: vi.fn<(revision: Revision) => void>(), onRollBack: vi.fn<(newest: Revision) => void>() };
  session.connect(source, heard);
  for (const { listener } of source.watches) listener.onStatus(live(revisionOf(9)));
  first?.listener.onEvents([put("/a/1", 10)]);
  // Closed before it could tell.
  session.setWatches(parseWatches("prefix /a/;prefix /b/"));
  const fell = { known: revisionOf(12), newest: revisionOf(7) };
  first?.listener.onStatus({ kind: "rolled-back", ...fell });
  second?.listener.onStatus({ kind: "rolled-back", ...fell });
  frame();
  expect(heard.onRevision).toHaveBeenLastCalledWith("9");
  expect(heard.onRollBack).toHaveBeenCalledExactlyOnceWith("7");
  expect(keys()).toEqual(["gap", "10 /a/1"]);
  expect(session.view().completeTo).toBeUndefined();
  session.startAgain();
  expect(source.watches.map(({ told }) => told)).toEqual([["beginNow"], ["beginNow"], []]);
  for (const watch of [first, second]) {
    watch?.listener.onGap({ from: fell.known, to: fell.newest, why: "rolled-back" });
    watch?.listener.onStatus(live(revisionOf(8)));
  }
  second?.listener.onEvents([put("/b/1", 9)]);
  first?.listener.onEvents([put("/a/1", 10)]);
  frame();
  expect(keys()).toEqual(["10 /a/1", "9 /b/1", "gap", "10 /a/1"]);
  const row = session.view().rowAt(0);
  expect(row?.kind === "event" && session.eventOf(row.event)?.seenAtMs).toBeTypeOf("number");
  session.setWatches(parseWatches("prefix /a/;prefix /b/;prefix /c/"));
  expect(source.watches[3]?.request).not.toHaveProperty("startRevision");
  session.disconnect();
  session.connect(source);
  expect(source.watches.at(-3)?.request).toMatchObject({ startRevision: "9", knownRevision: "10" });
});

test("however many messages come between two frames, what is shown changes once", () => {
  const { source, session, frame } = begin("prefix /a/");
  let changes = 0;
  session.subscribe(() => changes++);
  for (let revision = 1; revision <= 100; revision++) source.watches[0]?.listener.onEvents([put("/a/1", revision)]);
  expect(changes).toBe(0);
  frame();
  expect(changes).toBe(1);
  expect(session.view().rowCount).toBe(100);
});

test("gaps are rows of their watch, and a person's answers reach it", () => {
  const { source, session, frame, keys } = begin("prefix /a/");
  const [watch] = source.watches;
  watch?.listener.onEvents([put("/a/1", 3)]);
  watch?.listener.onGap({ from: revisionOf(4), to: revisionOf(8), why: "skipped" });
  watch?.listener.onEvents([put("/a/1", 9)]);
  frame();
  expect(keys()).toEqual(["9 /a/1", "gap", "3 /a/1"]);
  const { id } = session.view().entries[0] ?? { id: "" };
  session.tell(id, "replay");
  session.tell(id, "retryNow");
  expect(watch?.told).toEqual(["replay", "retryNow"]);
  session.restart(id);
  expect(source.open()).toHaveLength(1);
});

test("the mark stays on its row while others come above it, and ends with it", () => {
  const { source, session, frame } = begin("prefix /a/");
  const listener = source.watches[0]?.listener;
  listener?.onEvents([put("/a/1", 1), put("/a/2", 2)]);
  frame();
  session.markRow(1);
  listener?.onEvents([put("/a/3", 3), put("/a/4", 4)]);
  frame();
  expect(session.view().marked).toBe(3);
  session.show({ ...everything, find: "/a/4" });
  expect(session.view().marked).toBeUndefined();
});

test("cleared events come back, with what came meanwhile", () => {
  const { source, session, frame, keys } = begin("prefix /a/");
  const listener = source.watches[0]?.listener;
  listener?.onGap({ from: revisionOf(1), to: revisionOf(1), why: "compacted" });
  listener?.onEvents([put("/a/1", 2)]);
  session.clear();
  expect(keys()).toEqual([]);
  listener?.onEvents([put("/a/2", 3)]);
  frame();
  expect(keys()).toEqual(["3 /a/2"]);
  session.restore();
  expect(keys()).toEqual(["3 /a/2", "2 /a/1", "gap"]);
});

test("more watches than there are bits: the one that was closed first is forgotten", () => {
  const { session } = begin("");
  for (let at = 0; at < 40; at++) session.setWatches(parseWatches(`key /k${at}`));
  expect(session.view().entries.map(({ id }) => id)).toEqual(["key /k39"]);
});
