import type { DiffRow } from "#/lib/diff/diff-rows.ts";
import { decidedLines, type Decision, type MergePart } from "#/lib/diff/three-way-merge.ts";
import { classNames } from "#/ui/class-names.ts";
import { FoldRow } from "#/ui/list/fold-row.tsx";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { Ref } from "react";

/** One line of the merged text as it stands on the screen. */
export interface MergeLine {
  readonly text: string;
  /** Its part, to decide on. */
  readonly part: number;
  readonly tone: "same" | "merged" | "open" | "decided";
  readonly from: "theirs" | "yours" | undefined;
  /** The first line of a side of a conflict carries the button. */
  readonly offers: Decision | undefined;
  readonly number: number | undefined;
}

/** The lines of the parts, with both sides of every conflict that is not decided. */
export function listMergeLines(
  parts: readonly MergePart[],
  decisions: Readonly<Record<number, Decision>>,
): MergeLine[] {
  const lines: MergeLine[] = [];
  let number = 0;
  for (const [part, content] of parts.entries()) {
    const decision = decisions[part];
    const decided = decidedLines(content, decision);
    if (decided !== undefined) {
      const from = content.kind === "theirs" || content.kind === "yours" ? content.kind : undefined;
      const tone = content.kind === "conflict" ? "decided" : from === undefined ? "same" : "merged";
      for (const text of decided) lines.push({ text, part, tone, from, offers: undefined, number: ++number });
      continue;
    }
    if (content.kind !== "conflict") continue;
    for (const side of ["theirs", "yours"] as const) {
      // A side that took the lines out has none to show: its row says so, and can be chosen too.
      const shown = content[side].length === 0 ? [undefined] : content[side];
      for (const [at, text] of shown.entries()) {
        lines.push({
          text: text ?? "(deleted)",
          part,
          tone: "open",
          from: side,
          offers: at === 0 ? side : undefined,
          number: undefined,
        });
      }
    }
  }
  return lines;
}

/** In pixels. */
export const mergeRowHeight = 22;

const grounds = { same: "", merged: "bg-ok-bg", open: "bg-warn-bg", decided: "bg-accent-bg" } as const;

interface MergeListProps {
  readonly lines: readonly MergeLine[];
  /** Which of them are shown, and which are folded. */
  readonly rows: readonly DiffRow[];
  readonly handle: Ref<VirtualRowsHandle>;
  /** Shows the lines of the fold that begins at a line. */
  readonly onOpen: (from: number) => void;
  readonly onDecide: (part: number, decision: Decision | undefined) => void;
}

/** The merged text with what was merged, and what needs a decision. */
export function MergeList({ lines, rows, handle, onOpen, onDecide }: MergeListProps) {
  return (
    <VirtualRows
      handle={handle}
      role="group"
      aria-label="Merged text"
      // The keyboard goes on in it once the button of a decision is gone.
      tabIndex={-1}
      className="h-full overflow-auto py-2 font-mono"
      count={rows.length}
      rowHeight={mergeRowHeight}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        if (row.kind === "fold") return <FoldRow count={row.to - row.from} onOpen={() => onOpen(row.from)} />;
        const line = lines[row.at];
        if (line === undefined) return null;
        const { text, part, tone, from, offers, number } = line;
        return (
          <div
            data-tone={tone}
            className={classNames("flex h-[22px] items-center pr-4 leading-[22px] whitespace-pre", grounds[tone])}
          >
            <span className="w-12 shrink-0 pr-3 text-right text-muted select-none">{number}</span>
            <span>{text}</span>
            {from !== undefined && (
              <span className="pl-4 font-sans text-sm text-muted">
                {from}
                {tone === "merged" && ", no conflict"}
              </span>
            )}
            {offers !== undefined && (
              <>
                <Choice label={`Use ${offers}`} row={row.at} onClick={() => onDecide(part, offers)} />
                {offers === "yours" && <Choice label="Use both" onClick={() => onDecide(part, "both")} />}
              </>
            )}
            {tone === "decided" && lines[row.at - 1]?.part !== part && (
              <Choice label="Change decision" onClick={() => onDecide(part, undefined)} />
            )}
          </div>
        );
      }}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  /** The line that a decision begins on: by it the keyboard is led here. */
  readonly row?: number;
  readonly onClick: () => void;
}

function Choice({ label, row, onClick }: ChoiceProps) {
  return (
    <button
      type="button"
      data-decision={row}
      onClick={onClick}
      className="ml-3 h-[18px] rounded border border-line bg-raised px-2 font-sans text-xs leading-4 text-text hover:border-faint"
    >
      {label}
    </button>
  );
}
