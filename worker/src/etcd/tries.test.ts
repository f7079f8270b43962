import { describeFailure, failureOf, FailureError } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import type { Endpoint } from "#/model/transport.ts";
import { Tries } from "./tries.ts";

const at = (port: number): Endpoint => ({ host: "m", port, tls: false });
const silent = new FailureError({ kind: "timeout", phase: "headers", timeoutMs: 705 });
const refused = new FailureError({ kind: "unreachable", host: "m", port: 1, message: "refused" });

function aCall() {
  const clock = { ms: 0 };
  const tries = new Tries(() => clock.ms);
  return { clock, tries, told: (error: unknown) => describeFailure(failureOf(tries.explain(error, 10_000))) };
}

test("a call that times out tells of every endpoint, and of the whole time", () => {
  const { clock, tries, told } = aCall();
  tries.noteFailure(at(1), refused);
  tries.begin(at(2));
  tries.noteFailure(at(3), silent);
  clock.ms = 3_400;
  expect(told(silent)).toBe("No endpoint answered within 3.4 s: m:1 (no connection), m:2 (no answer), m:3 (no answer)");
  clock.ms = 10_004;
  expect(told(silent)).toContain("within 10 s");
  expect(told(refused)).toBe("No endpoint answered: m:1 (no connection), m:2 (no answer), m:3 (no answer)");
});

test("one that has no leader stays that, and what is known of one is not forgotten when it is asked again", () => {
  const { tries, told } = aCall();
  tries.note(at(1), "no-leader");
  tries.noteFailure(at(1), silent);
  tries.noteFailure(at(2), new FailureError({ kind: "timeout", phase: "dial", timeoutMs: 300 }));
  tries.begin(at(2));
  expect(told(silent)).toBe(
    "No leader, so no endpoint could serve the request within 705 ms: m:1 (no leader), m:2 (no connection)",
  );
});

test("any other failure says by itself what is to be mended", () => {
  const { tries } = aCall();
  tries.begin(at(1));
  const malformed = new FailureError({ kind: "malformed", message: "no HTTP" });
  expect(tries.explain(malformed, 10_000)).toBe(malformed);
});
