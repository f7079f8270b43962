/** etcd's own client: the witness of what is really stored. */
import { run } from "../process/run.ts";
import { goEnvironment } from "./go-environment.ts";

/** Which etcdctl asks which etcd. */
export interface EtcdctlTarget {
  etcdctl: string;
  endpoint: string;
}

/**
 * Runs etcdctl and gives every byte that it printed. Rejects with what it said where it fails.
 *
 * @example await runEtcdctl(target, ["put", "/a"], bytes); // a value that it reads from its standard input
 */
export async function runEtcdctl(
  target: EtcdctlTarget,
  args: readonly string[],
  stdin?: string | Uint8Array,
): Promise<Buffer> {
  const result = await run(target.etcdctl, ["--endpoints", target.endpoint, ...args], {
    // No ETCDCTL_* variable of the person's own: each is a flag here. ETCDCTL_API is needless since 3.4, and 3.6 warns of it.
    env: goEnvironment(),
    timeoutMs: 30_000,
    ...(stdin === undefined ? {} : { input: stdin }),
  });
  if (!result.ok) throw new Error(`etcdctl ${args[0] ?? ""} failed: ${result.output.trim()}`);
  return result.stdout;
}
