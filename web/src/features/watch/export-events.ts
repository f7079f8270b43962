/** The shown events as a file of JSON lines. */
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatCount } from "#/lib/format.ts";
import { download, pickFile } from "#/lib/files/save-picker.ts";
import { notify } from "#/stores/notices.ts";
import { formatEventLine, formatGapLine, leavesOutSecret } from "./model/event-json.ts";
import type { EventRow } from "./model/event-rows.ts";
import type { WatchSession } from "./state/watch-session.ts";

/** So many events become text at once: the page goes on between. */
const atOnce = 2000;

/** Writes what the table shows, the oldest first. Events that come meanwhile are not in it. */
export async function exportEvents(session: WatchSession, connectionLabel: string): Promise<void> {
  const rows = session.shown();
  const name = `events-${connectionLabel.replaceAll(/[^\w.-]+/g, "-")}.jsonl`;
  const file = await pickFile(name);
  if (file === "left") return;
  const parts: string[] = [];
  let secrets = 0;
  for (let at = 0; at < rows.length; at += atOnce) {
    parts.push(
      rows
        .slice(at, at + atOnce)
        .map((row) => {
          const found = row.kind === "event" ? session.eventOf(row.event) : undefined;
          if (found !== undefined && leavesOutSecret(found.event)) secrets++;
          return lineOf(row, found);
        })
        .join(""),
    );
    await new Promise((resolve) => setTimeout(resolve));
  }
  const blob = new Blob(parts, { type: "application/jsonl" });
  const all = `Exported ${formatCount(formatGrouped(rows.length), "event", "events")}`;
  const what = secrets === 0 ? all : `${all}, ${formatGrouped(secrets)} without the data of Secrets`;
  if (file === undefined) {
    download(blob, name);
    return notify(what);
  }
  try {
    const writable = await file.createWritable();
    await writable.write(blob);
    await writable.close();
    return notify(what);
  } catch (error) {
    return notify(`Could not write the file. ${error instanceof Error ? error.message : ""}`, "bad");
  }
}

function lineOf(row: EventRow, found: ReturnType<WatchSession["eventOf"]>): string {
  if (row.kind === "gap") return formatGapLine(row.gap);
  return found === undefined ? "" : formatEventLine(found.event, found.seenAtMs);
}
