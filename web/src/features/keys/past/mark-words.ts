/** What a row of a past revision says of now: pure. */
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import { formatKeyCount } from "#/lib/format.ts";
import type { RowMark } from "./past-rows.ts";

/** The mark of a key. */
export function markOfKey(difference: Difference): RowMark {
  switch (difference.kind) {
    case "only-left":
      return { tone: "bad", text: "deleted since", title: "The key does not exist now" };
    case "only-right": {
      const { createRevision } = difference.right;
      const title = `Did not exist yet. Created at revision ${formatGrouped(createRevision)}`;
      return { tone: "ok", text: "not yet", title, isFaint: true };
    }
    case "lease":
      return { tone: "warn", text: "other lease", title: "Same value, another lease now" };
    case "differs": {
      const { version, modRevision } = difference.right;
      const title = `Now version ${formatGrouped(version)}, revision ${formatGrouped(modRevision)}`;
      return { tone: "warn", text: "changed", title };
    }
    default:
      return difference satisfies never;
  }
}

interface FolderCounts {
  /** Keys in the folder then and now, and how many keys differ. */
  readonly keysThen: number;
  readonly keysNow: number;
  readonly differ: number;
}

/** The mark of a folder; undefined: nothing in it differs. */
export function markOfFolder({ keysThen, keysNow, differ }: FolderCounts): RowMark | undefined {
  if (differ === 0) return undefined;
  const [before, now] = [formatGrouped(keysThen), formatGrouped(keysNow)];
  const title = `${formatKeyCount(keysThen)} then, ${now} now`;
  if (keysThen === 0) return { tone: "ok", text: "not yet", title, isFaint: true, keys: now };
  const keys = keysNow === keysThen ? before : `${before} → ${now}`;
  if (keysNow === 0) return { tone: "bad", text: "deleted since", title, keys };
  return { tone: "warn", text: `${formatGrouped(differ)} ${differ === 1 ? "differs" : "differ"} now`, title, keys };
}
