/** Which state of the keyspace is looked at: the newest, or the one that a revision left behind. */
import { compareInt64, parseRevision, zeroRevision, type Revision } from "./int64.ts";

export type At = Revision | "live";

/** etcd counts revisions in an int64. */
const last = parseRevision((2n ** 63n - 1n).toString()) ?? zeroRevision;

/** Reads a revision that can be looked at, 1 and more; undefined for anything else. */
export function parseAt(text: string): Revision | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const revision = parseRevision(text);
  if (revision === undefined || revision === zeroRevision) return undefined;
  return compareInt64(revision, last) > 0 ? undefined : revision;
}
