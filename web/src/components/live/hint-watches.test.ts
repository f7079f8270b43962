import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { noteRequest, noteRevision } from "#/stores/request-log.ts";
import { followRequests } from "./hint-watches.ts";

const entry = { method: "POST", path: "/v3/kv/range", durationMs: 1, sizeBytes: 1 } as const;
const answered = { ...entry, outcome: 200, failed: false };
const unreachable = { ...entry, outcome: "unreachable", failed: true };

test("a connection's watches hear once that it answers again after it was lost", () => {
  const hints: string[] = [];
  followRequests((connectionId, hint) => void hints.push(`${connectionId} ${hint}`));
  for (const request of [answered, unreachable, unreachable]) noteRequest({ ...request, connectionId: "a" });
  // Nor does one member that answers, or another connection, say that it does.
  noteRequest({ ...answered, connectionId: "a", oneMember: true });
  noteRequest({ ...answered, connectionId: "b" });
  expect(hints).toEqual([]);
  for (const request of [answered, answered]) noteRequest({ ...request, connectionId: "a" });
  expect(hints).toEqual(["a reached"]);
});

test("a connection's watches hear of each request that etcd denies, but not of a probe", () => {
  const hints: string[] = [];
  followRequests((connectionId, hint) => void hints.push(`${connectionId} ${hint}`));
  const denied = { ...entry, connectionId: "a", outcome: 403 };
  noteRequest({ ...denied, failed: false, expected: true });
  noteRequest({ ...denied, outcome: "forbidden", failed: true });
  expect(hints).toEqual([]);
  noteRequest({ ...denied, failed: true });
  noteRevision("a", asRevision(int64(7)));
  expect(hints).toEqual(["a denied"]);
});
