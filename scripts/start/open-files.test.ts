import { expect, it } from "vitest";
import { LaunchFailure } from "../process/launch-failure.ts";
import { run } from "../process/run.ts";
import { checkOpenFiles, openFilesLimit } from "./open-files.ts";

function linesAt(limit: number | undefined): readonly string[] {
  const lines: string[] = [];
  checkOpenFiles(limit, (line) => lines.push(line));
  return lines;
}

it("refuses a limit with which nothing works, and says what to do", () => {
  expect(() => linesAt(255)).toThrow(
    new LaunchFailure("Could not start. The limit of open files is 255, and 256 are needed. Raise it with ulimit -n."),
  );
});

it("says how many connections a low limit is enough for, and nothing of a usual one", () => {
  expect(linesAt(400)).toEqual([
    "The limit of open files is 400: about 190 connections at once. Raise it with ulimit -n.",
  ]);
  expect(linesAt(256)).toHaveLength(1);
  expect([linesAt(1023).length, linesAt(1024).length, linesAt(undefined).length]).toEqual([1, 0, 0]);
});

it.skipIf(process.platform === "win32")("reads the limit that children inherit", async () => {
  const script = `import { openFilesLimit } from ${JSON.stringify(new URL("open-files.ts", import.meta.url).href)};
    console.log(openFilesLimit());`;
  const limited = 'ulimit -n 300; exec "$0" --input-type=module -e "$1"';
  const { output } = await run("sh", ["-c", limited, process.execPath, script]);
  expect(output.split("\n")).toContain("300");
  expect(openFilesLimit() ?? 1024).toBeGreaterThan(0);
});
