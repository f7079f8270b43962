import { describe, expect, test } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { recorded, recordedVersions } from "../../test/recorded.ts";
import { parseWatchResponse, type WatchStep } from "./watch-response.ts";

const header = { revision: "50" };
const event = (revision: string) => ({ kv: { key: "YQ==", mod_revision: revision } });

function recordedSteps(version: string, name: string): readonly WatchStep[] {
  const lines = Buffer.from(recorded(version, name).bytes).toString("utf8").split(/\r?\n/);
  return lines.filter((line) => line.startsWith("{")).map((line) => parseWatchResponse(JSON.parse(line)));
}

describe.each(recordedVersions)("what etcd %s was seen to say", (version) => {
  test("begins with the revision, then has events with their own", () => {
    const steps = recordedSteps(version, "watch put put delete");
    expect(steps.slice(0, 2)).toMatchObject([
      { kind: "created", revision: "19" },
      { kind: "events", revision: "20", fragment: false, events: [{ kv: { value: "YQ==" } }] },
    ]);
    expect(steps.at(-1)).toMatchObject({ kind: "events", events: [{ type: "DELETE" }] });
  });

  test("of compacted revisions is a reason, and where what is left begins", () => {
    expect(recordedSteps(version, "watch compacted").at(-1)).toEqual({
      kind: "canceled",
      reason: "etcdserver: mvcc: required revision has been compacted",
      compactRevision: "5",
    });
  });

  test("to who may not watch is a reason, and no creation", () => {
    expect(recordedSteps(version, "limited: watch outside")).toEqual([
      { kind: "canceled", reason: "etcdserver: permission denied" },
    ]);
  });
});

describe("a message of the watch", () => {
  test("tells everything up to its last event, whatever its header says", () => {
    const message = { result: { header, events: [event("41"), event("42")] } };
    expect(parseWatchResponse(message)).toMatchObject({ kind: "events", revision: "42", fragment: false });
  });

  test("that is a fragment tells everything up to before its last event's revision", () => {
    const message = { result: { header, fragment: true, events: [event("42"), event("9223372036854775807")] } };
    expect(parseWatchResponse(message)).toMatchObject({ revision: "9223372036854775806", fragment: true });
  });

  test("without events tells that there were none up to the header's revision", () => {
    expect(parseWatchResponse({ result: { header } })).toEqual({ kind: "progress", revision: "50", header });
  });

  test.each([
    ["is none", "text"],
    ["has no result", {}],
    ["has an event without a key", { result: { header, events: [{ kv: {} }] } }],
    ["has an event without a revision", { result: { header, events: [{ kv: { key: "YQ==" } }] } }],
  ])("that %s is malformed", (_name, message) => {
    expect(failureWhile(() => parseWatchResponse(message))).toMatchObject({ kind: "malformed" });
  });

  test("that says that the stream has failed is etcd's refusal", () => {
    const error = {
      grpc_code: 14,
      http_code: 503,
      message: "etcdserver: no leader",
      http_status: "Service Unavailable",
    };
    expect(failureWhile(() => parseWatchResponse({ error }))).toEqual({
      kind: "rejected",
      status: 503,
      code: 14,
      message: "etcdserver: no leader",
    });
  });
});

function failureWhile(use: () => unknown): unknown {
  try {
    return use();
  } catch (error) {
    return failureOf(error);
  }
}
