import { compareInt64, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";

/**
 * Why there is nothing to view at a revision: it does not exist yet, or it has been compacted. Undefined: it can be read,
 * or nobody knows otherwise. `newest`: the newest revision that an answer has told of. `oldest`: the oldest that is left,
 * null where etcd does not tell, once the revision was found compacted.
 */
export function describeAbsence(
  revision: Revision,
  newest: Revision | undefined,
  oldest: Revision | null | undefined,
): string | undefined {
  const name = `Revision ${formatGrouped(revision)}`;
  if (oldest !== undefined) {
    const left = oldest === null ? "" : ` Oldest available revision: ${formatGrouped(oldest)}.`;
    return `${name} has been compacted.${left}`;
  }
  if (newest === undefined || compareInt64(revision, newest) <= 0) return undefined;
  return `${name} does not exist yet. Newest known revision: ${formatGrouped(newest)}.`;
}
