import { expect, test } from "vitest";
import { fakeEtcd } from "../../../test/fake-scan-etcd.ts";
import { keyFromText } from "../../model/bytes.ts";
import { FailureError, type Failure } from "../../model/failure.ts";
import { SideFailure } from "./side.ts";
import { steadyCall } from "./steady-call.ts";

const denied: Failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" };
const lost: Failure = { kind: "truncated", at: "body", receivedBytes: 7 };
const noLeader: Failure = { kind: "rejected", status: 503, code: 14, message: "etcdserver: no leader" };
const late: Failure = { kind: "timeout", phase: "headers", timeoutMs: 60_000 };

/** Fails in that order, then answers. */
function failing(failures: readonly Failure[]) {
  const etcd = fakeEtcd([]);
  const ahead = failures.values();
  const paused: number[] = [];
  const range: typeof etcd.range = async (request, signal) => {
    const { value } = ahead.next();
    if (value !== undefined) throw new FailureError(value);
    return await etcd.range(request, signal);
  };
  const call = steadyCall({ ...etcd, range }, "right", async (ms) => void paused.push(ms));
  return { paused, ask: () => call.range({ key: keyFromText("a") }) };
}

test("what fails in passing is asked again, after pauses", async () => {
  const { ask, paused } = failing([lost, noLeader, lost]);
  await expect(ask()).resolves.toMatchObject({ count: "0" });
  expect(paused).toEqual([100, 400, 1500]);
});

test("what stays lost fails, and names its side", async () => {
  const { ask, paused } = failing(Array.from({ length: 9 }, () => lost));
  const error: unknown = await ask().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SideFailure);
  expect(error).toMatchObject({ side: "right", failure: lost });
  expect(paused).toHaveLength(4);
});

test("a refusal fails at once, and a second timeout", async () => {
  await expect(failing([denied]).ask()).rejects.toMatchObject({ side: "right", failure: denied });
  await expect(failing([late, late]).ask()).rejects.toMatchObject({ side: "right", failure: late });
  await expect(failing([late]).ask()).resolves.toMatchObject({ count: "0" });
});

test("what is stopped is not asked again", async () => {
  const stopped = new AbortController();
  const call = steadyCall(fakeEtcd([]), "left");
  stopped.abort(new Error("stopped"));
  await expect(call.range({ key: keyFromText("a") }, stopped.signal)).rejects.toThrow("stopped");
});
