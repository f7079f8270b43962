import { describe, expect, test } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { workerLimits } from "#/limits/worker-limits.ts";
import { CarriedWatch } from "./carried-watch.ts";
import type { WatchStep } from "./watch-response.ts";

const at = (revision: number): Revision => parseRevision(String(revision)) ?? zeroRevision;
const created = (revision: number): WatchStep => ({ kind: "created", revision: at(revision) });
const progress = (revision: number): WatchStep => ({ kind: "progress", revision: at(revision), header: {} });
const put = (revision: number, value = "") => ({ kv: { key: "YQ==", mod_revision: String(revision), value } });
const events = (...revisions: readonly number[]): WatchStep => ({
  kind: "events",
  revision: at(revisions.at(-1) ?? 0),
  events: revisions.map((revision) => put(revision)),
  fragment: false,
  header: {},
});
const fragment = (revision: number, value?: string): WatchStep => ({
  kind: "events",
  revision: at(revision - 1),
  events: [put(revision, value)],
  fragment: true,
  header: {},
});

function watchAfter(request: object, ...steps: readonly WatchStep[]) {
  const watch = new CarriedWatch({ key: "YQ==", ...request });
  const told = steps.map((step) => watch.take(step));
  return { watch, told, next: watch.carry()["start_revision"] };
}

/** As events that are read from the past, up to what was the newest then. */
const readTo = (newest: number, step: WatchStep): WatchStep =>
  step.kind === "events" ? { ...step, header: { revision: String(newest) } } : step;

/** What the last of the steps is said to tell whole. */
const wholeTo = (request: object, ...steps: readonly WatchStep[]) => {
  const last = watchAfter({ fragment: true, start_revision: "6", ...request }, created(5000), ...steps).told.at(-1);
  return last?.kind === "events" ? last.revision : undefined;
};

test("asks etcd for progress and fragments in any case, and else for what the client wants", () => {
  expect(new CarriedWatch({ key: "YQ==", prev_kv: true, fragment: false }).carry()).toEqual({
    key: "YQ==",
    prev_kv: true,
    fragment: true,
    progress_notify: true,
  });
});

describe("goes on elsewhere", () => {
  test.each<[string, object, readonly WatchStep[], unknown]>([
    ["where it began, while nothing was told", {}, [created(5)], "6"],
    ["at the revision that was asked for", { start_revision: "3" }, [created(5)], "3"],
    ["behind the last event", {}, [created(5), events(7, 9)], "10"],
    ["behind what progress told", {}, [created(5), progress(8)], "9"],
    ["not before what was asked for", { start_revision: "9" }, [created(5), progress(5)], "9"],
    ["as it was requested, while it was not created", { start_revision: "3" }, [], "3"],
  ])("%s", (_name, request, steps, next) => {
    expect(watchAfter(request, ...steps).next).toBe(next);
  });

  test.each([
    ["has more than was told: that comes from the past", 12],
    ["has less, as after a restore", 8],
  ])("and tells so, whether what goes on with it %s", (_name, revision) => {
    const { told, next } = watchAfter({}, created(5), events(7, 9), created(revision));
    expect(told).toEqual([created(5), events(7, 9), created(revision)]);
    expect(next).toBe("10");
  });
});

describe("events of one revision in parts", () => {
  test("are told as they come where fragments were asked for: then it cannot move in between", () => {
    const parts = watchAfter({ fragment: true }, created(5), fragment(7));
    expect([parts.told[1], parts.watch.canMove]).toEqual([fragment(7), false]);
    parts.watch.take(events(7));
    expect(parts.watch.canMove).toBe(true);
  });

  test("are else told as a whole, and it can move before", () => {
    const { told, next, watch } = watchAfter({}, created(5), fragment(7), fragment(7), events(7), events(8));
    expect(told.slice(1)).toEqual([undefined, undefined, events(7, 7, 7), events(8)]);
    expect([next, watch.canMove]).toEqual(["9", true]);
  });

  test("are forgotten when it moves: they come again", () => {
    const { watch, next } = watchAfter({}, created(5), fragment(7));
    expect([next, watch.canMove]).toEqual(["6", true]);
    watch.take(created(7));
    expect(watch.take(events(7))).toEqual(events(7));
  });

  test("fail the watch where they grow larger than a message may be", () => {
    const part = fragment(7, "x".repeat(workerLimits.watchLineBytes / 2));
    const watch = new CarriedWatch({ key: "YQ==" });
    watch.take(created(5));
    watch.take(part);
    expect(failureWhile(() => watch.take(part))).toMatchObject({ kind: "too-large" });
  });
});

describe("what is told whole", () => {
  const revisions = Array.from({ length: 1000 }, (_, index) => index + 6);
  test("is everything that etcd read for the events, where it told all of it at once", () => {
    expect(wholeTo({}, readTo(5000, events(7, 9)))).toBe("5000");
    expect(wholeTo({}, readTo(5000, events(...revisions.slice(1))))).toBe("5000");
    expect(watchAfter({}, created(5000), readTo(5000, events(7))).next).toBe("5001");
  });

  test("is only what came, where more may follow: of a full batch, of a fragment, and of filtered events", () => {
    expect(wholeTo({}, readTo(5000, events(...revisions)))).toBe("1005");
    expect(wholeTo({}, readTo(5000, fragment(7)))).toBe("6");
    expect(wholeTo({}, readTo(5000, fragment(7)), readTo(5000, events(7, 8)))).toBe("8");
    expect(watchAfter({}, created(5000), readTo(5000, fragment(7)), readTo(5000, events(8))).next).toBe("9");
    expect(wholeTo({ filters: ["NOPUT"] }, readTo(5000, events(7)))).toBe("7");
  });

  test("is never less than the events", () => {
    expect(wholeTo({}, readTo(3, events(7)))).toBe("7");
  });
});

function failureWhile(use: () => unknown): unknown {
  try {
    return use();
  } catch (error) {
    return failureOf(error);
  }
}
