import { expect, it } from "vitest";
import { spawnTied } from "./tied-child.ts";
import { run } from "./run.ts";

const idle = ["-e", "console.log('up'); setInterval(() => {}, 1000)"];

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("stops its child and waits until it is gone", async () => {
  const child = spawnTied(process.execPath, idle, { stdio: "ignore", env: process.env });
  await child.stop();
  expect(await child.exited).toBe("it was stopped by SIGKILL");
  expect(child.pid !== undefined && isAlive(child.pid)).toBe(false);
  await child.stop();
});

it("tells in words how the child ended by itself", async () => {
  const child = spawnTied(process.execPath, ["-e", "process.exit(4)"], { stdio: "ignore", env: process.env });
  expect(await child.exited).toBe("it exited with 4");
});

it.runIf(process.platform === "linux")("takes its child along when it is killed outright", async () => {
  const script = `
    const { spawnTied } = await import(${JSON.stringify(new URL("./tied-child.ts", import.meta.url).href)});
    const child = spawnTied(process.execPath, ${JSON.stringify(idle)}, { stdio: ["ignore", "pipe", "ignore"], env: process.env });
    child.pipes[1].once("data", () => { console.log(child.pid); process.kill(process.pid, "SIGKILL"); });
  `;
  const parent = await run(process.execPath, ["--input-type=module", "-e", script]);
  const pid = Number(parent.stdout.toString().trim());
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});
