/** The steps of `npm test`: what runs, what it counts, and the one line that it prints. */
import type { RunResult } from "../process/run.ts";
import { formatFailure } from "../process/launch-failure.ts";
import type { Counts } from "./counts.ts";

export interface StepResult extends Counts {
  /** Shown only where something failed. */
  output: string;
}

export interface Step {
  name: string;
  /** Does the work; when `signal` aborts, it ends what it started and comes to an end itself. */
  run: (signal: AbortSignal) => Promise<StepResult>;
}

/** A check counts one. */
export function checked(result: Pick<RunResult, "ok" | "output">): StepResult {
  return { passed: result.ok ? 1 : 0, failed: result.ok ? 0 : 1, output: result.output };
}

/** `ok    unit tests      412 passed   8.1 s`, and what was printed under it where something failed. */
export function formatStep(name: string, result: StepResult, elapsedMs: number): string {
  const failed = result.failed > 0;
  const counts = failed ? `${result.passed} passed, ${result.failed} failed` : `${result.passed} passed`;
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
  const line = `${failed ? "FAIL" : "ok  "}  ${name.padEnd(24)}${counts.padEnd(24)}${seconds.padStart(8)}`;
  return failed && result.output.trim() !== "" ? `${line}\n${indent(result.output.trim())}` : line;
}

const indent = (text: string) => text.replaceAll(/^/gm, "    ");

export interface StepsOptions {
  print: (line: string) => void;
  /** When it aborts, no further step begins, and the rest counts as nothing. */
  signal: AbortSignal;
}

/** Runs steps one after another, printing each when it ends. A step that throws has failed. */
export async function runSteps(steps: readonly Step[], { print, signal }: StepsOptions): Promise<Counts> {
  let [passed, failed] = [0, 0];
  for (const step of steps) {
    if (signal.aborted) break;
    const startedAt = performance.now();
    const result = await step
      .run(signal)
      .catch((error: unknown) => checked({ ok: false, output: formatFailure(error) }));
    print(formatStep(step.name, result, performance.now() - startedAt));
    passed += result.passed;
    failed += result.failed;
  }
  return { passed, failed };
}

/** The last line of all. */
export function formatTotal(counts: readonly Counts[]): string {
  const sum = (of: (count: Counts) => number) => counts.reduce((total, count) => total + of(count), 0);
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
}
