import { expect, test } from "vitest";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { parseClientMessage } from "./client-message.ts";

test.each([
  { open: { host: "etcd", port: 2379, username: "root", password: "pw", timeout: 500 } },
  { create: { id: "", key: "" } },
  {
    create: {
      id: "any string at all ü",
      key: "YQ==",
      range_end: "Yg==",
      start_revision: "9223372036854775807",
      prev_kv: true,
      filters: ["NOPUT", "NODELETE"],
      progress_notify: true,
      fragment: false,
    },
  },
  { cancel: { id: "a" } },
])("%j is a message", (message) => {
  expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
});

test.each([
  [undefined, "message"],
  ["", "message"],
  ["[]", "message"],
  ["{}", "message"],
  ['{"open":{},"cancel":{}}', "message"],
  ['{"constructor":{}}', "message"],
  ['{"open":[]}', "open"],
  ['{"open":{"host":"a\\r\\nb"}}', "open.host"],
  ['{"create":{"key":"YQ=="}}', "create.id"],
  ['{"create":{"id":"a","key":"YQ"}}', "create.key"],
  ['{"create":{"id":"a","key":"_-=="}}', "create.key"],
  ['{"create":{"id":"a","key":"YQ==","start_revision":5}}', "create.start_revision"],
  ['{"create":{"id":"a","key":"YQ==","start_revision":"-1"}}', "create.start_revision"],
  ['{"create":{"id":"a","key":"YQ==","start_revision":"9223372036854775808"}}', "create.start_revision"],
  ['{"create":{"id":"a","key":"YQ==","filters":["NOTHING"]}}', "create.filters.0"],
  ['{"create":{"id":"a","key":"YQ==","watch_id":"1"}}', "create"],
  ['{"cancel":{"id":1}}', "cancel.id"],
  [" ".repeat(limits.maxRequestBytes + 1), "message"],
])("%.60s is none, and the answer names %s", (text, field) => {
  const escaped = field.replaceAll(".", String.raw`\.`);
  expect(() => parseClientMessage(text)).toThrow(new RegExp(`^${escaped}: `));
});
