/** An event as a comparison of two values, line by line and short: what changed with a few lines around it. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { Segment } from "#/lib/diff/change-marks.ts";
import { listDiffRows, segmentsOf } from "#/lib/diff/diff-rows.ts";
import { diffTexts, type DiffLine } from "#/lib/diff/line-diff.ts";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { versionTexts, type VersionTexts } from "#/lib/diff/version-text.ts";
import { prettyJson } from "#/lib/formats/json-layout.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { encodingOf, formatHexLines } from "#/lib/formats/value-text.ts";

export type EventLine =
  | { readonly kind: "line"; readonly line: DiffLine; readonly segments: readonly Segment[] }
  | { readonly kind: "note"; readonly text: string };

/** An event takes no more lines than this. */
const mostLines = 40;
/** Larger values are not compared in a list. */
const largestCompared = 256 * 1024;

/** The lines of an event; what is left out is said in a note. */
export function eventLines(event: KeyEvent): readonly EventLine[] {
  const after = event.type === "put" ? event.kv.value : undefined;
  const before = event.prevKv?.value;
  if (event.type === "delete" && before === undefined) return [note("The previous value is not known.")];
  const size = Math.max(before?.length ?? 0, after?.length ?? 0);
  if (size > largestCompared) return [note(`Values of ${formatBytes(size)} are not compared in a list.`)];
  const isNew = event.type === "put" && event.kv.version === "1";
  const missing =
    event.type === "put" && before === undefined && !isNew ? [note("The previous value is not known.")] : [];
  const texts = textsOf(before, after);
  const lines = diffTexts(texts.before, texts.after);
  if (lines === undefined) return [note("Comparing these values takes too long.")];
  const rows = listDiffRows(lines, new Set());
  const shown = rows.slice(0, mostLines).map((row): EventLine => {
    if (row.kind === "fold") return note(unchanged(row.to - row.from));
    const line = lines[row.at];
    return line === undefined ? note("") : { kind: "line", line, segments: segmentsOf(lines, row.at) };
  });
  if (rows.length > mostLines) shown.push(note(`${(rows.length - mostLines).toLocaleString("en-US")} more lines`));
  if (shown.length === 0) shown.push(note(size === 0 ? "The value is empty." : "The value is the same."));
  return [...missing, ...(texts.note === undefined ? [] : [note(`${texts.note}.`)]), ...shown];
}

function note(text: string): EventLine {
  return { kind: "note", text };
}

function unchanged(count: number): string {
  return count === 1 ? "1 unchanged line" : `${count.toLocaleString("en-US")} unchanged lines`;
}

function textsOf(before: Value | undefined, after: Value | undefined): VersionTexts {
  const values = [before, after].filter((value) => value !== undefined);
  // The codec is loaded with the first such event in sight.
  if (values.some(isStoredSecret) || values.some(isKubernetes)) return versionTexts(before, after, loadedCodec());
  return { before: textOf(before), after: textOf(after) };
}

/** JSON formatted, so that its members stand on lines of their own; bytes as hex. */
function textOf(value: Value | undefined): string {
  if (value === undefined) return "";
  if (encodingOf(value) === "hex") return formatHexLines(value);
  const text = decodeUtf8(value) ?? "";
  return prettyJson(text) ?? text;
}
