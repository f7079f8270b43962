/** Commands as a person pastes them into a shell, with an etcdctl of a chosen version, and curl, on the path. */
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";
import { run } from "@etcd-explorer/scripts/process/run";
import { makeTempDir, removeDir } from "@etcd-explorer/scripts/process/temp-dir";
import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

// Last on the path: where the machine has curl, it is curl that runs.
const standIns = join(import.meta.dirname, "stand-in");

/** Runs `text` in a POSIX shell and gives what it printed; rejects where it ends with an error. */
export async function runShell(
  text: string,
  etcdctl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const path = [dirname(etcdctl), process.env["PATH"] ?? "", standIns].join(delimiter);
  // No ETCDCTL_* variable of the person's own: each is a flag here. ETCDCTL_API is needless since 3.4, and 3.6 warns of it.
  const env = { PATH: path, ...goEnvironment(), ...environment };
  // From a file: the largest commands are longer than what a process may be given as an argument.
  const folder = await makeTempDir();
  try {
    const script = join(folder, "script.sh");
    await writeFile(script, text);
    const result = await run("sh", [script], { env, timeoutMs: 30_000 });
    if (!result.ok) throw new Error(`the shell ended with ${result.code}: ${result.output.trim()}`);
    return result.stdout;
  } finally {
    await removeDir(folder);
  }
}
