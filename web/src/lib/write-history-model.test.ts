import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { createTxn, deleteTxn, saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf, type DoneWrite, type KeyChange } from "@etcd-explorer/shared/write/guarded/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { createUndoRun, type UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { removerOf, standsOn } from "./history-keys.ts";
import {
  answerLost,
  applyHistoryEvent,
  describeEntry,
  emptyHistory,
  entriesOf,
  findEntry,
  listedEntries,
  noRoom,
  revisionNow,
  type Direction,
  type WriteHistory,
} from "./write-history-model.ts";

const budget = 100_000;

const write = (name: string, revision: number, bytes = 1): DoneWrite => ({
  revision: asRevision(int64(revision)),
  changes: [
    {
      key: keyFromText(name),
      before: { value: asValue(new Uint8Array(bytes)), lease: noLease },
      after: { value: valueFromText("x"), lease: noLease },
    },
  ],
});

function written(
  history: WriteHistory,
  label: string,
  writes: readonly DoneWrite[],
  more: { connectionId?: string; blocked?: string } = {},
): WriteHistory {
  const event = { kind: "written", connectionId: "c", user: "ann", label, at: 1, writes, ...more } as const;
  return applyHistoryEvent(history, event, budget);
}

const whole = (inverted: readonly DoneWrite[]): UndoResult => ({
  inverted,
  left: [],
  restored: [],
  missed: 0,
  overtaken: [],
});

/** As if all of it had gone well. */
function reversed(history: WriteHistory, direction: Direction): WriteHistory {
  const entry = findEntry(history, "c", direction);
  if (entry === undefined) throw new Error(`nothing to ${direction}`);
  return applyHistoryEvent(history, { kind: "reversed", id: entry.id, result: whole(entry.writes) }, budget);
}

const named = (history: WriteHistory, direction: Direction) => findEntry(history, "c", direction)?.label;

describe("the order", () => {
  const three = ["one", "two", "three"].reduce(
    (history, label, at) => written(history, label, [write(label, at + 1)]),
    emptyHistory,
  );

  test("undo walks back, redo walks forward, and undo goes back over what was redone", () => {
    const back = reversed(reversed(three, "undo"), "undo");
    expect([named(back, "undo"), named(back, "redo")]).toEqual(["one", "two"]);
    const forward = reversed(back, "redo");
    expect([named(forward, "undo"), named(forward, "redo")]).toEqual(["two", "three"]);
    expect(named(reversed(forward, "redo"), "undo")).toBe("three");
    expect(named(reversed(reversed(forward, "redo"), "undo"), "undo")).toBe("two");
    const start = reversed(back, "undo");
    expect(named(start, "undo")).toBeUndefined();
    expect(entriesOf(start, "c")).toHaveLength(3);
  });

  test("a new write ends what could be redone, on its own connection only", () => {
    const back = reversed(three, "undo");
    expect(named(written(back, "new", [write("new", 9)]), "redo")).toBeUndefined();
    expect(named(written(back, "new", [write("new", 9)], { connectionId: "other" }), "redo")).toBe("three");
  });

  test("one that cannot be undone keeps its place as the last write", () => {
    const history = written(three, "Revoked lease 7", [], { blocked: "A revoked lease cannot be restored." });
    const entry = findEntry(history, "c", "undo");
    expect(entry).toMatchObject({ label: "Revoked lease 7", blocked: "A revoked lease cannot be restored." });
  });

  test("any of the list can be undone; redo then begins with it", () => {
    const [, , one] = entriesOf(three, "c");
    const id = one?.id ?? 0;
    const history = applyHistoryEvent(three, { kind: "reversed", id, result: whole([write("one", 8)]) }, budget);
    expect([named(history, "undo"), named(history, "redo")]).toEqual(["three", "one"]);
    expect(findEntry(history, "c", "undo", id)).toBeUndefined();
    expect(findEntry(history, "other", "redo", id)).toBeUndefined();
  });

  test("says which newer write of ours stands on an older one", () => {
    const history = written(written(three, "again", [write("one", 7)]), "beside", [write("x", 8)]);
    const older = entriesOf(history, "c").find(({ label }) => label === "one");
    expect(older && standsOn(history, older)?.label).toBe("again");
    const newest = findEntry(history, "c", "undo");
    expect(newest && standsOn(history, newest)).toBeUndefined();
  });
});

test("tells which of our writes took a key away, undone ones included", () => {
  const key = keyFromText("gone");
  const revision = asRevision(int64(4));
  const held = { value: valueFromText("x"), lease: noLease };
  const removed = written(emptyHistory, "Deleted gone", [{ revision, changes: [{ key, before: held }] }]);
  expect(removerOf(removed, "c", key)?.label).toBe("Deleted gone");
  expect(removerOf(removed, "other", key)).toBeUndefined();
  expect(removerOf(removed, "c", keyFromText("another"))).toBeUndefined();
  const again = written(removed, "Created gone", [{ revision, changes: [{ key, after: held }] }]);
  expect(removerOf(again, "c", key)).toBeUndefined();
  const id = findEntry(again, "c", "undo")?.id ?? 0;
  const result = whole([{ revision, changes: [{ key, before: held }] }]);
  const undone = applyHistoryEvent(again, { kind: "reversed", id, result }, budget);
  expect(removerOf(undone, "c", key)).toMatchObject({ label: "Created gone", state: "undone" });
});

describe("what goes wrong", () => {
  const both = written(emptyHistory, "Deleted /a/", [write("a", 1), write("b", 2)]);

  test("of a part the rest can still be undone, and what was undone redone", () => {
    const result = { ...whole([write("b", 5)]), left: [write("a", 1)], overtaken: [keyFromText("a")] };
    const id = findEntry(both, "c", "undo")?.id ?? 0;
    const history = applyHistoryEvent(both, { kind: "reversed", id, result, why: "Somebody has written /a." }, budget);
    const rest = findEntry(history, "c", "undo");
    expect(rest).toMatchObject({ id, writes: [{ revision: "1" }], blocked: "Somebody has written /a." });
    expect(rest && describeEntry(rest)).toBe("Deleted /a/ (1 key remaining)");
    expect(findEntry(history, "c", "redo")).toMatchObject({ writes: [{ revision: "5" }], isRest: true });
  });

  test("of nothing, all stays as it was, with the reason", () => {
    const id = findEntry(both, "c", "undo")?.id ?? 0;
    const result = { ...whole([]), left: [write("a", 1), write("b", 2)] };
    const history = applyHistoryEvent(both, { kind: "reversed", id, result, why: "No quorum." }, budget);
    expect(findEntry(history, "c", "undo")).toMatchObject({ id, blocked: "No quorum.", label: "Deleted /a/" });
    expect(findEntry(history, "c", "redo")).toBeUndefined();
    expect(entriesOf(history, "c")).toHaveLength(1);
    const again = applyHistoryEvent(history, { kind: "reversed", id, result: whole([write("a", 9)]) }, budget);
    expect(findEntry(again, "c", "redo")).not.toHaveProperty("blocked");
  });

  test("what was undone in an answer that was lost is listed, and says why it cannot be redone", () => {
    const id = findEntry(both, "c", "undo")?.id ?? 0;
    const history = applyHistoryEvent(both, { kind: "reversed", id, result: { ...whole([]), missed: 2 } }, budget);
    expect(findEntry(history, "c", "redo")).toMatchObject({ blocked: answerLost, writes: [] });
  });

  test("what was not known is forgotten once it is", () => {
    const unknown = written(both, "Saved /x", [], { blocked: "Not known." });
    const id = findEntry(unknown, "c", "undo")?.id ?? 0;
    const known = applyHistoryEvent(unknown, { kind: "forgotten", id }, budget);
    expect(entriesOf(known, "c").map(({ label }) => label)).toEqual(["Deleted /a/"]);
  });

  test("an entry that is gone changes nothing", () => {
    expect(applyHistoryEvent(both, { kind: "reversed", id: 99, result: whole([]) }, budget)).toEqual(both);
  });
});

describe("memory", () => {
  test("is bounded: the oldest give theirs up first and say so, and none before them is kept in their place", () => {
    let history = written(emptyHistory, "small", [write("s", 1)]);
    for (const label of ["one", "two", "three"]) history = written(history, label, [write(label, 2, budget / 3)]);
    expect(entriesOf(history, "c").map(({ label, blocked }) => [label, blocked])).toEqual([
      ["three", undefined],
      ["two", undefined],
      ["one", noRoom],
      ["small", noRoom],
    ]);
    const kept = history.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(kept).toBeLessThanOrEqual(budget);
  });

  test("what alone is too much is listed as the last write", () => {
    const history = written(emptyHistory, "huge", [write("h", 1, budget)]);
    expect(findEntry(history, "c", "undo")).toMatchObject({ label: "huge", writes: [], blocked: noRoom });
  });

  test("lists a bounded number of entries", () => {
    let history = emptyHistory;
    for (let at = 0; at < listedEntries + 5; at++) history = written(history, `w${at}`, [write("k", at + 1)]);
    expect(history.entries).toHaveLength(listedEntries);
    expect(named(history, "undo")).toBe(`w${listedEntries + 4}`);
  });
});

/** What the screens do: writes by guarded transactions, and undo or redo of the last. */
class Tab {
  readonly etcd = new MemoryEtcd();
  history = emptyHistory;

  content(): string {
    return this.etcd
      .all()
      .map(({ key, value }) => `${formatKey(key)}=${formatKey(value)}`)
      .join(" ");
  }

  async save(name: string, text: string | undefined): Promise<boolean> {
    const key = keyFromText(name);
    const over = this.etcd.all().find((kv) => formatKey(kv.key) === name);
    if (over === undefined && text === undefined) return false;
    const value = valueFromText(text ?? "");
    const request =
      over === undefined ? createTxn(key, value) : text === undefined ? deleteTxn(over) : saveTxn(over, value);
    await this.etcd.txn(request);
    const change: KeyChange = {
      key,
      ...(over === undefined ? {} : { before: keyStateOf(over) }),
      ...(text === undefined ? {} : { after: { value, lease: noLease } }),
    };
    this.history = written(this.history, "w", [{ revision: this.etcd.revision, changes: [change] }]);
    return true;
  }

  async reverse(direction: Direction): Promise<boolean> {
    const entry = findEntry(this.history, "c", direction);
    if (entry === undefined) return false;
    const run = createUndoRun(this.etcd, entry.writes, { now: revisionNow(this.history, "c") });
    for (let step = await run.next(); step.kind === "going"; step = await run.next());
    if (run.result().left.length > 0) throw new Error("it was not reversed whole");
    this.history = applyHistoryEvent(this.history, { kind: "reversed", id: entry.id, result: run.result() }, budget);
    return true;
  }
}

test("however writes, undos and redos follow one another, etcd holds what a plain stack of states says", async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("save" as const),
      key: fc.constantFrom("a", "b"),
      text: fc.option(fc.constantFrom("1", "2")),
    }),
    fc.constant({ kind: "undo" as const }),
    fc.constant({ kind: "redo" as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const tab = new Tab();
      let states = [tab.content()];
      let at = 0;
      for (const each of steps) {
        if (each.kind === "save") {
          if (!(await tab.save(each.key, each.text ?? undefined))) continue;
          states = [...states.slice(0, at + 1), tab.content()];
          at++;
        } else {
          const there = each.kind === "undo" ? at - 1 : at + 1;
          const isThere = await tab.reverse(each.kind);
          if (isThere !== (states[there] !== undefined)) throw new Error(`${each.kind} was offered wrongly`);
          if (isThere) at = there;
        }
        expect(tab.content()).toBe(states[at]);
      }
    }),
    { numRuns: 200 },
  );
});

test("what somebody else has written is never undone, whatever was undone and redone before", async () => {
  const tab = new Tab();
  await tab.save("a", "1");
  await tab.save("a", "2");
  await tab.reverse("undo");
  const theirs = { key: keyFromText("a"), value: valueFromText("1") };
  await tab.etcd.txn({ compare: [], success: [{ kind: "put", request: theirs }], failure: [] });
  const entry = findEntry(tab.history, "c", "undo");
  const run = createUndoRun(tab.etcd, entry?.writes ?? [], { now: revisionNow(tab.history, "c") });
  await run.next();
  expect(run.result().left).toHaveLength(1);
  expect(tab.content()).toBe("a=1");
});
