/** An etcdctl that goes on until it is ended, such as one that keeps a lease alive. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";

export interface HeldEtcdctl {
  /** Ends it at once, as a crash would: it gives nothing back. */
  readonly kill: () => Promise<void>;
}

/** Starts it, and waits for the first thing that it prints. */
export async function holdEtcdctl(
  { etcdctl, endpoint }: { readonly etcdctl: string; readonly endpoint: string },
  args: readonly string[],
): Promise<HeldEtcdctl> {
  const child = spawn(etcdctl, ["--endpoints", endpoint, ...args], {
    env: goEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  if (child.exitCode !== null) throw new Error(`etcdctl ${args.join(" ")} ended with ${child.exitCode}`);
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
