import { expect, test } from "vitest";
import { noteRequest } from "#/stores/request-log.ts";
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
