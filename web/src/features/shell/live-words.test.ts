import { expect, test } from "vitest";
import type { LiveState } from "#/stores/live/live-state.ts";
import { describeLive } from "./live-words.ts";

const offline = { kind: "offline", message: "gone" } as const;

test.each<[LiveState, string, string]>([
  [{ kind: "live" }, "live", "ok"],
  [{ kind: "opening" }, "live", "plain"],
  [{ kind: "opening", isBehind: true }, "refreshing", "plain"],
  [{ kind: "off" }, "live off", "plain"],
  [{ kind: "asleep" }, "live paused", "plain"],
  [{ kind: "busy", follows: "key", againAtMs: 0 }, "live: busy", "warn"],
  [{ kind: "waiting", failure: offline, retryAtMs: 0 }, "reconnecting", "warn"],
  [{ kind: "over", failure: offline }, "not live", "warn"],
])("%j is said in a word or two", (state, text, tone) => {
  expect(describeLive(state)).toMatchObject({ text, tone });
});

test("what is still followed, why not all, and when it is tried again, stand behind the word", () => {
  const again = Date.UTC(2026, 0, 1, 12, 0, 5);
  expect(describeLive({ kind: "busy", follows: "key", againAtMs: again }).title).toMatch(
    /^Too many writes to follow\. Only the open key is live\. Next try at \d\d:00:05\.$/,
  );
  expect(describeLive({ kind: "busy", follows: "nothing", againAtMs: again }).title).toContain("Nothing is live.");
  expect(describeLive({ kind: "busy", follows: "nothing", keysInSight: true, againAtMs: again }).title).toContain(
    "Only keys in sight are live.",
  );
  expect(describeLive({ kind: "busy", follows: "key", keysInSight: true, againAtMs: again }).title).toContain(
    "Only keys in sight and the open key are live.",
  );
  expect(describeLive({ kind: "waiting", failure: offline, retryAtMs: again }).title).toMatch(/interrupted.*:00:05\.$/);
});
