/** How an import stands, folded from what its Web Worker tells. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Standing } from "@etcd-explorer/shared/write/transfer/import-options";
import type { ImportMessage, OpenedLine } from "#/features/transfer/transfer-messages.ts";

export type ImportGroup = Standing | "problem";

export interface ImportRow {
  readonly text: string;
  readonly line: number;
  readonly note?: string;
}

export interface ImportState {
  readonly phase: "choosing" | "comparing" | "compared" | "writing" | "paused" | "finished" | "failed";
  /** The file, and how much of it was compared, in bytes. */
  readonly sizeBytes: number;
  readonly readBytes: number;
  readonly counts: Readonly<Record<ImportGroup, number>>;
  /** The first so many of each. */
  readonly rows: Readonly<Record<ImportGroup, readonly ImportRow[]>>;
  readonly written: number;
  readonly unwritten: readonly { readonly text: string; readonly reason: string }[];
  readonly unwrittenCount: number;
  /** The line that is looked at. */
  readonly opened: OpenedLine | { readonly failure: Failure } | undefined;
  /** Why it failed, or paused by itself. */
  readonly failure: Failure | undefined;
}

export const importGroups: readonly ImportGroup[] = ["add", "change", "conflict", "equal", "problem"];
/** Rows of each group that are kept to be looked at. */
export const keptRows = 1000;

export const noImport: ImportState = {
  phase: "choosing",
  sizeBytes: 0,
  readBytes: 0,
  counts: { add: 0, change: 0, equal: 0, conflict: 0, problem: 0 },
  rows: { add: [], change: [], equal: [], conflict: [], problem: [] },
  written: 0,
  unwritten: [],
  unwrittenCount: 0,
  opened: undefined,
  failure: undefined,
};

export type ImportEvent =
  | { readonly kind: "comparing"; readonly sizeBytes: number }
  | { readonly kind: "closed" }
  | { readonly kind: "writing" }
  | { readonly kind: "told"; readonly message: ImportMessage };

export function applyImportEvent(state: ImportState, event: ImportEvent): ImportState {
  switch (event.kind) {
    case "comparing":
      return { ...noImport, phase: "comparing", sizeBytes: event.sizeBytes };
    case "closed":
      return { ...state, opened: undefined };
    case "writing":
      return { ...state, phase: "writing", opened: undefined, failure: undefined };
    case "told":
      return applyMessage(state, event.message);
    default:
      return event satisfies never;
  }
}

function applyMessage(state: ImportState, message: ImportMessage): ImportState {
  switch (message.kind) {
    case "compared":
      return { ...gather(state, message.told), readBytes: message.readBytes };
    case "opened":
      return { ...state, opened: message.opened };
    case "unopened":
      return { ...state, opened: { failure: message.failure } };
    case "ready":
      return { ...state, phase: "compared" };
    case "written": {
      const unwritten = message.unwritten.map(({ key, reason }) => ({ text: formatKey(key), reason }));
      return {
        ...state,
        written: state.written + message.written,
        unwritten: [...state.unwritten, ...unwritten].slice(0, keptRows),
        unwrittenCount: state.unwrittenCount + unwritten.length,
      };
    }
    case "paused":
      return { ...state, phase: "paused", failure: message.failure };
    case "finished":
      return { ...state, phase: "finished" };
    case "failed":
      // Before anything was written the preview is not whole; afterwards one can go on.
      return { ...state, phase: state.phase === "writing" ? "paused" : "failed", failure: message.failure };
    case "request":
      return state;
    default:
      return message satisfies never;
  }
}

function gather(state: ImportState, told: (ImportMessage & { kind: "compared" })["told"]): ImportState {
  const counts = { ...state.counts };
  const rows = { ...state.rows };
  for (const one of told) {
    const group = one.kind === "problem" ? "problem" : one.standing;
    counts[group]++;
    if (rows[group].length >= keptRows) continue;
    rows[group] = [...rows[group], rowOf(one)];
  }
  return { ...state, counts, rows };
}

function rowOf(one: (ImportMessage & { kind: "compared" })["told"][number]): ImportRow {
  if (one.kind === "problem") return { text: `Line ${one.line} ${one.problem}`, line: one.line };
  return { text: formatKey(one.key), line: one.line };
}

/** Keys that a write would put. */
export function countWrites({ counts }: ImportState, overwrite: boolean): number {
  return counts.add + counts.change + (overwrite ? counts.conflict : 0);
}
