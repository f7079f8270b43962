import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseWatches } from "#/features/watch/model/watch-spec.ts";
import { deleted, put } from "#/features/watch/test/watch-events.ts";
import type { WatchEntry } from "./session-view.ts";
import { alertOf, askToNotify } from "./watch-alert.ts";

const shown: { title: string; body: string }[] = [];
const page = { hasFocus: false };

class FakeNotification {
  static permission: NotificationPermission = "granted";
  static requestPermission = async (): Promise<NotificationPermission> => "denied";
  constructor(title: string, { body }: { body: string }) {
    shown.push({ title, body });
  }
  addEventListener() {}
}

class RefusingNotification {
  static permission: NotificationPermission = "granted";
  constructor() {
    throw new TypeError("Illegal constructor");
  }
}

const entry: WatchEntry = {
  id: "prefix /a/",
  spec: parseWatches("prefix /a/")[0] ?? { shape: { kind: "all" } },
  bit: 1,
  status: { kind: "opening" },
  count: 0,
  alert: "notify",
};

beforeEach(() => {
  vi.useFakeTimers();
  shown.length = 0;
  page.hasFocus = false;
  FakeNotification.permission = "granted";
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("window", { Notification: FakeNotification });
  vi.stubGlobal("document", { hasFocus: () => page.hasFocus });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a busy watch is heard once in a while, and says what came last", () => {
  const alert = alertOf("prod");
  alert(entry, [put("/a/1", 1), deleted("/a/2", 2)]);
  alert(entry, [put("/a/1", 3)]);
  expect(shown).toEqual([{ title: "/a/ · prod", body: "DELETE /a/2, and 1 other event" }]);
  vi.advanceTimersByTime(10_000);
  alert(entry, [put("/a/1", 4)]);
  expect(shown.at(-1)?.body).toBe("PUT /a/1");
});

test("a clock that is set back does not silence a watch", () => {
  const alert = alertOf("prod");
  alert(entry, [put("/a/1", 1)]);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(10_000);
  alert(entry, [put("/a/1", 2)]);
  expect(shown).toHaveLength(2);
});

test("a browser that refuses to make what it allowed lets one hear it instead", () => {
  let sounds = 0;
  vi.stubGlobal("Notification", RefusingNotification);
  const tone = { frequency: {}, connect: () => undefined, stop: () => undefined, addEventListener: () => undefined };
  const audio = {
    createGain: () => ({ gain: {}, connect: () => undefined }),
    createOscillator: () => ({ ...tone, start: () => sounds++ }),
  };
  vi.stubGlobal("AudioContext", function makeAudio() {
    return audio;
  });
  alertOf("prod")(entry, [put("/a/1", 1)]);
  expect(sounds).toBe(2);
});

test("nothing is shown while one looks at the page, or where it is not allowed", () => {
  const alert = alertOf("prod");
  page.hasFocus = true;
  alert(entry, [put("/a/1", 1)]);
  page.hasFocus = false;
  FakeNotification.permission = "denied";
  alert(entry, [put("/a/1", 2)]);
  expect(shown).toEqual([]);
});

test("says why there will be no notifications", async () => {
  expect(await askToNotify()).toBeUndefined();
  FakeNotification.permission = "denied";
  expect(await askToNotify()).toMatch(/^Notifications are blocked/);
  FakeNotification.permission = "default";
  expect(await askToNotify()).toMatch(/^Notifications are blocked/);
  vi.stubGlobal("window", {});
  expect(await askToNotify()).toBe("This browser has no notifications.");
});
