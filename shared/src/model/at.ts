/** Which state of the keyspace is looked at: the newest, or the one that a revision left behind. */
import { parseRevision, zeroRevision, type Revision } from "./int64.ts";

export type At = Revision | "live";

/** Reads a revision that can be looked at, 1 and more; undefined for anything else. */
export function parseAt(text: string): Revision | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const revision = parseRevision(text);
  return revision === zeroRevision ? undefined : revision;
}
