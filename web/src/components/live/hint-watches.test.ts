import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { noteRequest, noteRevision } from "#/stores/request-log.ts";
import { followRequests } from "./hint-watches.ts";

// The log of requests outlives a test: connections of its own for each.
const entry = { method: "POST", path: "/v3/kv/range", durationMs: 1, sizeBytes: 1 } as const;
const answered = { ...entry, outcome: 200, failed: false };
const unreachable = { ...entry, outcome: "unreachable", failed: true };

test("a connection's watches hear once that it answers again after it was lost", () => {
  const hints: string[] = [];
  followRequests((connectionId, hint) => void hints.push(`${connectionId} ${hint}`));
  for (const request of [answered, unreachable, unreachable]) noteRequest({ ...request, connectionId: "lost" });
  // Nor does one member that answers, or another connection, say that it does.
  noteRequest({ ...answered, connectionId: "lost", oneMember: true });
  noteRequest({ ...answered, connectionId: "other" });
  expect(hints).toEqual([]);
  for (const request of [answered, answered]) noteRequest({ ...request, connectionId: "lost" });
  expect(hints).toEqual(["lost reached"]);
});

test("a connection's watches hear of each request that etcd denies, but not of a probe", () => {
  const hints: string[] = [];
  followRequests((connectionId, hint) => void hints.push(`${connectionId} ${hint}`));
  const denied = { ...entry, connectionId: "denied", outcome: 403 };
  noteRequest({ ...denied, failed: false, expected: true });
  noteRequest({ ...denied, outcome: "forbidden", failed: true });
  expect(hints).toEqual([]);
  noteRequest({ ...denied, failed: true });
  noteRevision("denied", asRevision(int64(7)));
  expect(hints).toEqual(["denied denied"]);
});
