/** Runs a command to its end and keeps what it printed. */
import { spawn } from "node:child_process";

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** What the command reads from its standard input; nothing by default. */
  input?: string | Uint8Array;
  /** After this time the command is asked to end, and made to five seconds later. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface RunResult {
  /** The command ran and ended with 0. */
  ok: boolean;
  /** Undefined where it did not start or was killed. */
  code: number | undefined;
  stdout: Buffer;
  /** Both streams, as they came; and the reason where it did not start or ran out of time. */
  output: string;
}

const graceMs = 5_000;

/** Runs `command` without a shell. Never rejects: what went wrong is in the result. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { promise, resolve } = Promise.withResolvers<RunResult>();
  const stdout: Buffer[] = [];
  const output: Buffer[] = [];
  const notes: string[] = [];
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  // With no descriptor left, nothing starts and there are no pipes: only the error comes.
  const { stdin, stdout: printed, stderr }: Partial<typeof child> = child;
  const end = () => {
    child.kill("SIGTERM");
    force = setTimeout(() => child.kill("SIGKILL"), graceMs);
  };
  let force: NodeJS.Timeout | undefined;
  const limit =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          notes.push(`${command} did not finish within ${Math.round((options.timeoutMs ?? 0) / 1000)} s.`);
          end();
        }, options.timeoutMs);
  if (options.signal?.aborted === true) end();
  options.signal?.addEventListener("abort", end, { once: true });
  const settle = (code: number | null) => {
    clearTimeout(limit);
    clearTimeout(force);
    options.signal?.removeEventListener("abort", end);
    const text = [Buffer.concat(output).toString("utf8"), ...notes].filter((part) => part !== "").join("\n");
    resolve({ ok: code === 0, code: code ?? undefined, stdout: Buffer.concat(stdout), output: text });
  };
  printed?.on("data", (chunk: Buffer) => {
    stdout.push(chunk);
    output.push(chunk);
  });
  stderr?.on("data", (chunk: Buffer) => output.push(chunk));
  child.once("error", (error) => {
    notes.push(error.message);
    settle(null);
  });
  child.once("close", (code) => settle(code));
  // A command that does not read its input closes the pipe; that is its right.
  stdin?.on("error", () => undefined);
  stdin?.end(options.input ?? "");
  return promise;
}
