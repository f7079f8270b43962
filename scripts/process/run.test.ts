import { expect, it } from "vitest";
import { run } from "./run.ts";

const node = (script: string) => ["-e", script] as const;

it("gives what the command printed, on both streams, and its success", async () => {
  const result = await run(process.execPath, node("console.log('out'); console.error('err')"));
  expect(result.ok).toBe(true);
  expect(result.stdout.toString()).toBe("out\n");
  expect(result.output).toContain("err");
});

it("hands its input to the command, byte by byte", async () => {
  const bytes = Uint8Array.of(0xff, 0, 0x0a, 0x80);
  const result = await run(process.execPath, node("process.stdin.pipe(process.stdout)"), { input: bytes });
  expect(new Uint8Array(result.stdout)).toEqual(bytes);
});

it("reports the exit code of a command that fails", async () => {
  const result = await run(process.execPath, node("process.exit(3)"));
  expect(result).toMatchObject({ ok: false, code: 3 });
});

it("says why a command did not start", async () => {
  const result = await run("/nonexistent/command", []);
  expect(result.ok).toBe(false);
  expect(result.output).toContain("ENOENT");
});

it("ends a command that runs out of time", async () => {
  const result = await run(process.execPath, node("setInterval(() => {}, 1000)"), { timeoutMs: 200 });
  expect(result).toMatchObject({ ok: false, code: undefined });
  expect(result.output).toContain("did not finish within");
});

it("ends a command whose signal is aborted", async () => {
  const controller = new AbortController();
  const running = run(process.execPath, node("setInterval(() => {}, 1000)"), { signal: controller.signal });
  controller.abort();
  expect((await running).ok).toBe(false);
});
