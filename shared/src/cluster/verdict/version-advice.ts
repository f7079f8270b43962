/**
 * What is known of etcd's releases: which get no more fixes, and which have a known vulnerability. It is written down
 * here, so that nothing is asked outside; what came out after this was written is not in it.
 */
import type { Link } from "./rule.ts";

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `3.7.0-rc.1` comes before `3.7.0`. */
  readonly isPreRelease: boolean;
}

/** A version as a member tells it; undefined: it is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)(-[\w.]+)?(?:\+.*)?$/.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch, pre] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), isPreRelease: pre !== undefined };
}

/**
 * The newest minor version that gets no more fixes, and its last release; those before it get none either.
 * Source: etcd docs, Versioning (the current and the previous minor version are maintained); etcd's CHANGELOG-3.4.
 */
export const ended: { readonly minor: number; readonly when: string; readonly last: string } = {
  minor: 4,
  when: "June 2026",
  last: "3.4.45",
};

export const versioningLink: Link = {
  text: "etcd versioning",
  url: "https://etcd.io/docs/latest/op-guide/versioning/",
};

/** Whether a version gets no more fixes. */
export function isEnded({ major, minor }: Version): boolean {
  return major < 3 || (major === 3 && minor <= ended.minor);
}

export interface Advisory extends Link {
  /** The first fixed patch of each minor version of etcd 3 that is named. Of others nothing is claimed. */
  readonly fixed: Readonly<Record<number, number>>;
}

const ghsa = (id: string) => `https://github.com/etcd-io/etcd/security/advisories/${id}`;
const cve = (id: string) => `https://www.cve.org/CVERecord?id=${id}`;

/** Source of each: the advisory at its link, which names the first fixed releases; etcd's change logs. */
export const advisories: readonly Advisory[] = [
  {
    text: "GHSA-xg4h-6gfc-h4m8: a watch can see keys beyond a single-key grant",
    url: ghsa("GHSA-xg4h-6gfc-h4m8"),
    fixed: { 7: 1, 6: 14, 5: 33 },
  },
  {
    text: "GHSA-6vch-q96h-7gc3: denial of service in the TLS handshake",
    url: ghsa("GHSA-6vch-q96h-7gc3"),
    fixed: { 7: 1, 6: 14, 5: 33 },
  },
  {
    text: "GHSA-3wh4-j44w-pg92: certificate revocation list bypass",
    url: ghsa("GHSA-3wh4-j44w-pg92"),
    fixed: { 6: 13 },
  },
  { text: "CVE-2026-44283 (GHSA-x35m-3gp4-4fh5)", url: ghsa("GHSA-x35m-3gp4-4fh5"), fixed: { 6: 11 } },
  { text: "CVE-2026-33413", url: cve("CVE-2026-33413"), fixed: { 6: 9, 5: 28, 4: 42 } },
  { text: "CVE-2026-33343", url: cve("CVE-2026-33343"), fixed: { 6: 9, 5: 28, 4: 42 } },
];

/** The advisories that a version is subject to. */
export function advisoriesFor(version: Version): readonly Advisory[] {
  if (version.major !== 3) return [];
  return advisories.filter(({ fixed }) => {
    const patch = fixed[version.minor];
    if (patch === undefined) return false;
    return version.patch < patch || (version.patch === patch && version.isPreRelease);
  });
}

/** The first release of the same minor version that has every fix: `3.5.33`. */
export function firstFixed({ minor }: Version, found: readonly Advisory[]): string {
  return `3.${minor}.${Math.max(...found.map(({ fixed }) => fixed[minor] ?? 0))}`;
}
