import { mkdtemp } from "node:fs/promises";
import { expect, it } from "vitest";
import { formatFailure, LaunchFailure } from "./launch-failure.ts";

it("prints the sentence of a failure of ours, and the stack of what nobody foresaw", () => {
  expect(formatFailure(new LaunchFailure("It is so."))).toBe("It is so.");
  expect(formatFailure(new TypeError("no"))).toContain("launch-failure.test.ts");
});

it("prints what the system says as one sentence with what to do", async () => {
  const failure = await mkdtemp("/nonexistent/here/x-").catch((error: unknown) => error);
  expect(formatFailure(failure)).toMatch(
    /^Could not start: mkdtemp \/nonexistent\/here\/x-\S* failed \(ENOENT\)\. The file or folder does not exist\.$/,
  );
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  expect(formatFailure(full)).toBe(
    "Could not start: write failed (ENOSPC). The disk is full. Free some space, or set TMPDIR to a folder on another disk.",
  );
  expect(formatFailure(new AggregateError([full, new LaunchFailure("And so.")]))).toMatch(/disk\.\nAnd so\.$/);
});
