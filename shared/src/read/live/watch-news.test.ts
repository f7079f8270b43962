import { expect, test } from "vitest";
import { newsOf, type NewsListener } from "./watch-news.ts";

test("gives what was told in its order, and closes the watch once nobody takes any more or it is stopped", async () => {
  const stop = new AbortController();
  let closed = 0;
  const listeners: NewsListener[] = [];
  const { news } = newsOf((told) => {
    listeners.push(told);
    return { close: () => void closed++, replay: () => undefined };
  }, stop.signal);
  const [listener] = listeners;
  listener?.onStatus({ kind: "opening" });
  listener?.onEvents([]);
  const taken: string[] = [];
  for await (const { kind } of news) {
    taken.push(kind);
    // It waits for more, and is stopped meanwhile.
    if (kind === "events") queueMicrotask(() => listener?.onProgress());
    if (kind === "progress") queueMicrotask(() => stop.abort());
  }
  expect([taken, closed]).toEqual([["status", "events", "progress"], 1]);
});
