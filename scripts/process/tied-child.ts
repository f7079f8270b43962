/** Long-lived children that do not outlive this process. */
import { spawn, type StdioOptions } from "node:child_process";
import type { Readable } from "node:stream";
import { findExecutable } from "./find-executable.ts";

export interface TiedChild {
  /** Undefined where it did not start. */
  readonly pid: number | undefined;
  /** Whether the child still runs. */
  readonly alive: () => boolean;
  /** The child's pipes by file descriptor; undefined where `stdio` asked for none. */
  readonly pipes: readonly (Readable | undefined)[];
  /** Settles when the child is gone, with the reason in words. */
  readonly exited: Promise<string>;
  /** Kills the child and waits until it is gone. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a child in its own session, so that Ctrl-C in the terminal reaches only us and we end the rest in order.
 * Should we be killed outright, the kernel ends the child (`setpriv --pdeathsig`, part of util-linux): a cheap
 * guarantee on Linux, absent elsewhere.
 */
export function spawnTied(
  command: string,
  args: readonly string[],
  options: { stdio: StdioOptions; env: NodeJS.ProcessEnv },
): TiedChild {
  const setpriv = process.platform === "linux" ? findExecutable(["setpriv"]) : undefined;
  const [file, argv] =
    setpriv === undefined ? [command, args] : [setpriv, ["--pdeathsig", "KILL", "--", command, ...args]];
  const child = spawn(file, argv, { ...options, detached: true });
  const { promise: exited, resolve } = Promise.withResolvers<string>();
  let gone = false;
  const leave = (reason: string) => {
    gone = true;
    resolve(reason);
  };
  child.once("exit", (code, signal) =>
    leave(signal === null ? `it exited with ${code}` : `it was stopped by ${signal}`),
  );
  child.once("error", (error) => leave(error.message));
  // With no descriptor left, nothing starts and there are no pipes: only the error comes.
  const { stdio }: Partial<typeof child> = child;
  return {
    pid: child.pid,
    alive: () => !gone,
    pipes: (stdio ?? []).map((stream) => (stream && "read" in stream ? stream : undefined)),
    exited,
    async stop() {
      // Everything here holds throwaway data, and workerd drains open streams for ever when asked politely.
      if (!gone) child.kill("SIGKILL");
      await exited;
    },
  };
}
