import { expect, it } from "vitest";
import { run } from "./run.ts";

const node = (script: string) => ["-e", script] as const;
/** A module beside this one, for a script to import. */
const beside = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

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

it.skipIf(process.platform === "win32")(
  "says so where no file can be opened any more, of short and of long-lived children",
  async () => {
    const script = `import { openSync } from "node:fs";
    import { run } from ${beside("run.ts")};
    import { spawnTied } from ${beside("tied-child.ts")};
    try { for (;;) openSync("/dev/null"); } catch {}
    const { ok, output } = await run("true", []);
    const tied = spawnTied("true", [], { stdio: ["ignore", "pipe", "pipe"], env: {} });
    console.log(ok, output, await tied.exited);`;
    const limited = 'ulimit -n 64; exec "$0" --input-type=module -e "$1"';
    const { output } = await run("sh", ["-c", limited, process.execPath, script]);
    expect(output).toMatch(/^false spawn true EMFILE spawn \S+ EMFILE$/m);
  },
);

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
