/** The etcds that the tests run against: every version, or a failure that says which one is missing. */
import { formatFailure, LaunchFailure } from "../process/launch-failure.ts";
import { cachedEtcd, downloadEtcd, etcdIn, type EtcdBinaries } from "./debian-etcd.ts";
import { compareVersions, parseEtcdFolders } from "./etcd-folders.ts";

/** The versions that Debian's suites carry: 3.4 answers in other ways than 3.5, and 3.5.30 is stricter than 3.5.16. */
export const testedVersions = [
  { version: "3.4.23", suite: "bookworm" },
  { version: "3.5.16", suite: "trixie" },
  { version: "3.5.30", suite: "forky" },
] as const;

/** The one that the journeys through the page use. */
export const journeyVersion = "3.5.30";

/** Binaries of every tested version and of those that `ETCD_BINS` names, the oldest first. */
export async function obtainEtcds(env: NodeJS.ProcessEnv = process.env): Promise<EtcdBinaries[]> {
  const named = parseEtcdFolders(env["ETCD_BINS"]).keys();
  const versions = new Set([...testedVersions.map(({ version }) => version), ...named]);
  const found = await Promise.all([...versions].map((version) => obtainEtcdVersion(version, env)));
  return found.toSorted((a, b) => compareVersions(a.version, b.version));
}

/**
 * Binaries of one version: from the folder that `ETCD_BINS` names, from the cache, or from Debian. Fails with one
 * sentence that says why, and what to do.
 */
export async function obtainEtcdVersion(version: string, env: NodeJS.ProcessEnv = process.env): Promise<EtcdBinaries> {
  const folder = parseEtcdFolders(env["ETCD_BINS"]).get(version);
  if (folder !== undefined) return fromFolder(version, folder);
  return fromDebian(version, testedVersions.find((tested) => tested.version === version)?.suite);
}

async function fromFolder(version: string, folder: string): Promise<EtcdBinaries> {
  const found = await etcdIn(folder);
  if (found?.version === version) return found;
  const problem = found === undefined ? "has no etcd and etcdctl that run here" : `has etcd ${found.version} instead`;
  throw new LaunchFailure(`ETCD_BINS names ${folder} for etcd ${version}, but it ${problem}.`);
}

async function fromDebian(version: string, suite: string | undefined): Promise<EtcdBinaries> {
  const advice = `put its etcd and etcdctl into a folder and run ETCD_BINS="${version}=FOLDER" npm test`;
  const cached = await cachedEtcd(version);
  if (cached !== undefined) return cached;
  if (suite === undefined) throw new LaunchFailure(`etcd ${version} is not in Debian: ${advice}`);
  let downloaded: EtcdBinaries;
  try {
    downloaded = await downloadEtcd({ suite });
  } catch (error) {
    throw new LaunchFailure(`Could not get etcd ${version} for the tests (${formatFailure(error)}): ${advice}`, {
      cause: error,
    });
  }
  if (downloaded.version === version) return downloaded;
  throw new LaunchFailure(
    `Could not get etcd ${version} for the tests (Debian's ${suite} now has ${downloaded.version}): ${advice}`,
  );
}
