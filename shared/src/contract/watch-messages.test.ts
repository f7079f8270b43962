import { expect, test } from "vitest";
import { watchCreate, watchServerMessage, type WatchServerMessage } from "./watch-messages.ts";

const messages: readonly WatchServerMessage[] = [
  { opened: {} },
  { created: { id: "a", revision: "9223372036854775807" } },
  { events: { id: "a", revision: "5", events: [{ kv: { key: "YQ==", key_decoded: "a", mod_revision: "5" } }] } },
  { events: { id: "a", revision: "4", events: [{ type: "DELETE", kv: { key: "YQ==" } }], fragment: true } },
  { progress: { id: "a", revision: "5" } },
  { canceled: { id: "a", reason: "compacted", compact_revision: "3" } },
  { failed: { id: "a", failure: { kind: "truncated", at: "body", receivedBytes: 9 } } },
  { failed: { failure: { kind: "invalid", field: "open", message: "must be the first message" } } },
];

test.each(messages)("%j comes through JSON as it is", (message) => {
  expect(watchServerMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
});

test.each([{}, { other: {} }, { events: { id: "a", events: [] } }, { failed: { failure: { kind: "novel" } } }])(
  "%j is none of the worker's messages",
  (message) => {
    expect(watchServerMessage.safeParse(message).success).toBe(false);
  },
);

test("a field that etcd has and we do not is refused, so that nobody thinks it works", () => {
  expect(watchCreate.safeParse({ id: "a", key: "YQ==" }).success).toBe(true);
  expect(watchCreate.safeParse({ id: "a", key: "YQ==", watch_id: "1" }).success).toBe(false);
});
