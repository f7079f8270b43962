/** The revision of a side as one types it. */
import { parseAt, type At } from "@etcd-explorer/shared/model/at";
import { addInt64, compareInt64, formatGrouped, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { asRevision } from "@etcd-explorer/shared/model/int64";

export type Moment = { readonly at: At } | { readonly problem: string };

/**
 * Reads `now`, a revision with or without grouping, or `100 writes ago`: so many revisions before the newest.
 *
 * @example parseMoment("1,204", undefined) // { at: "1204" }
 */
export function parseMoment(typed: string, newest: Revision | undefined): Moment {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "now") return { at: "live" };
  const ago = /^([\d,]+)\s*(?:writes?|revisions?)?\s+ago$/.exec(text) ?? /^-\s*([\d,]+)$/.exec(text);
  if (ago !== null) return writesAgo(Number((ago[1] ?? "").replaceAll(",", "")), newest);
  const at = /^[\d,\s]+$/.test(text) ? parseAt(text.replaceAll(/[,\s]/g, "")) : undefined;
  return at === undefined ? { problem: "Enter now, a revision or “100 writes ago”" } : { at };
}

function writesAgo(writes: number, newest: Revision | undefined): Moment {
  if (newest === undefined) return { problem: "The newest revision is not known yet. Enter a revision." };
  if (!Number.isSafeInteger(writes) || writes < 0) return { problem: "Enter a smaller number of writes" };
  const revision = addInt64(newest, -writes);
  if (compareInt64(revision, zeroRevision) <= 0) {
    return { problem: `Only ${formatGrouped(newest)} revisions exist. Enter fewer writes.` };
  }
  return { at: asRevision(revision) };
}
