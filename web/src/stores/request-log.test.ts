import { expect, test } from "vitest";
import { parseRevision, zeroRevision } from "@etcd-explorer/shared/model/int64";
import { lowerRevision, noteRequest, useRequestLog } from "./request-log.ts";

const entry = { connectionId: "a", method: "POST", path: "/v3/kv/range", durationMs: 1, sizeBytes: 1 } as const;
const answered = { ...entry, outcome: 200, failed: false };
const lost = () => useRequestLog.getState().lost["a"] ?? false;
const newest = () => useRequestLog.getState().revisions["a"];
const revision = (text: string) => parseRevision(text) ?? zeroRevision;

test("a connection is lost when nobody answers, and found again by the next answer", () => {
  noteRequest(answered);
  expect(lost()).toBe(false);
  noteRequest({ ...entry, outcome: "unreachable", failed: true });
  expect(lost()).toBe(true);
  noteRequest({ ...entry, outcome: "forbidden", failed: true });
  expect(lost()).toBe(false);
  noteRequest({ ...entry, outcome: "timeout", failed: true });
  noteRequest({ ...entry, outcome: 403, failed: true });
  expect(lost()).toBe(false);
});

test("the newest revision only rises, unless etcd's data went back", () => {
  noteRequest({ ...answered, revision: revision("90") });
  noteRequest({ ...answered, revision: revision("89") });
  expect(newest()).toBe("90");
  lowerRevision("a", revision("70"));
  noteRequest({ ...answered, revision: revision("71") });
  expect(newest()).toBe("71");
});

test("that one member does not answer says nothing of the connection, nor that it does", () => {
  noteRequest({ ...entry, outcome: "unreachable", failed: true, oneMember: true });
  expect(lost()).toBe(false);
  noteRequest({ ...entry, outcome: "unreachable", failed: true });
  noteRequest({ ...answered, oneMember: true });
  expect(lost()).toBe(true);
});
