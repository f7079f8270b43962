/** Folders with etcd binaries that the environment names, and their versions. */
import { LaunchFailure } from "../process/launch-failure.ts";

/** `ETCD_BINS="3.6.9=FOLDER,3.7.1=FOLDER"`: each folder holds `etcd` and `etcdctl` of that version. */
export function parseEtcdFolders(text: string | undefined): Map<string, string> {
  const folders = new Map<string, string>();
  for (const entry of (text ?? "").split(",")) {
    const trimmed = entry.trim();
    if (trimmed === "") continue;
    const at = trimmed.indexOf("=");
    const version = trimmed.slice(0, Math.max(at, 0));
    const folder = trimmed.slice(at + 1);
    if (parseVersion(version) === undefined || folder === "") {
      throw new LaunchFailure(`ETCD_BINS must be a list like 3.6.9=FOLDER,3.7.1=FOLDER, not “${trimmed}”.`);
    }
    folders.set(version, folder);
  }
  return folders;
}

/** The three numbers of a version such as `3.5.16`, or undefined. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Orders versions, the older first; what is no version comes before all others. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a) ?? [-1, -1, -1], parseVersion(b) ?? [-1, -1, -1]];
  for (const at of [0, 1, 2] as const) {
    if (left[at] !== right[at]) return left[at] - right[at];
  }
  return 0;
}

/** The version that `etcd --version` or `etcdctl version` prints, or undefined. */
export function parseVersionOutput(output: string): string | undefined {
  return /^etcd(?:ctl)? version:\s*(\d+\.\d+\.\d+)/im.exec(output)?.[1];
}
