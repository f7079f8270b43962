/** etcd from Debian's packages, kept in `.cache/etcd/VERSION/` for the next time, which then works offline. */
import { cp, mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { cacheDir } from "../paths.ts";
import { isExecutable } from "../process/find-executable.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { run } from "../process/run.ts";
import { removeDir } from "../process/temp-dir.ts";
import { unpackPackages } from "./apt.ts";
import { compareVersions, parseVersionOutput } from "./etcd-folders.ts";

const etcdCache = join(cacheDir, "etcd");

/** The two programs of one etcd version. */
export interface EtcdBinaries {
  version: string;
  etcd: string;
  etcdctl: string;
}

/** The programs in `folder`, or undefined where one of them is missing or does not tell its version. */
export async function etcdIn(folder: string): Promise<EtcdBinaries | undefined> {
  const [etcd, etcdctl] = [join(folder, "etcd"), join(folder, "etcdctl")];
  if (!isExecutable(etcd) || !isExecutable(etcdctl)) return undefined;
  const version = await versionOf(etcd);
  return version === undefined ? undefined : { version, etcd, etcdctl };
}

/** What `etcd --version` says, or undefined where it cannot be run. */
export async function versionOf(etcd: string): Promise<string | undefined> {
  // etcd takes every ETCD_* variable for a flag of its own and stops at a conflict.
  const result = await run(etcd, ["--version"], { env: {}, timeoutMs: 10_000 });
  return result.ok ? parseVersionOutput(result.output) : undefined;
}

/** The downloaded etcd of that version, or the newest of all; undefined where there is none. */
export async function cachedEtcd(version?: string): Promise<EtcdBinaries | undefined> {
  if (version !== undefined) return etcdIn(join(etcdCache, version));
  const names = await readdir(etcdCache).catch(() => []);
  for (const name of names.toSorted(compareVersions).toReversed()) {
    const found = await etcdIn(join(etcdCache, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Downloads etcd and etcdctl of a Debian suite, or of the machine's own release, into the cache. Fails with the
 * reason as part of a sentence.
 */
export async function downloadEtcd(options: { suite?: string; signal?: AbortSignal } = {}): Promise<EtcdBinaries> {
  // Beside its goal, so that the last step is a rename and no half-unpacked etcd is ever found.
  const workDir = join(cacheDir, `apt-${options.suite ?? "own"}-${process.pid}`);
  try {
    const into = join(workDir, "root");
    await unpackPackages({ packages: ["etcd-server", "etcd-client"], workDir, into, ...options });
    const found = await etcdIn(join(into, "usr", "bin"));
    if (found === undefined) throw new LaunchFailure("Debian's etcd package does not run on this machine");
    const [fresh, folder] = [join(workDir, "fresh"), join(etcdCache, found.version)];
    await mkdir(fresh);
    await cp(found.etcd, join(fresh, "etcd"));
    await cp(found.etcdctl, join(fresh, "etcdctl"));
    await mkdir(etcdCache, { recursive: true });
    await removeDir(folder);
    await rename(fresh, folder);
    return { version: found.version, etcd: join(folder, "etcd"), etcdctl: join(folder, "etcdctl") };
  } finally {
    await removeDir(workDir);
  }
}
