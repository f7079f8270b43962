import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { listChangeStarts, listDiffRows, segmentsOf } from "#/lib/diff/diff-rows.ts";
import type { DiffLine } from "#/lib/diff/line-diff.ts";
import { listSideRows, listSideStarts } from "#/lib/diff/side-rows.ts";
import { Button } from "#/ui/button.tsx";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { DiffLineRow } from "./diff-line-row.tsx";
import { FoldRow } from "./fold-row.tsx";
import { SideList } from "./side-list.tsx";
import { VirtualRows, type VirtualRowsHandle } from "./virtual-rows.tsx";

const rowHeight = 20;
/** Lines left above a change that one steps to. */
const leadRows = 3;

interface DiffListProps {
  readonly label: string;
  readonly lines: readonly DiffLine[];
  /** What the lines do not show, such as another layout. */
  readonly note?: string | undefined;
  /** One text that is compared with nothing: the note alone is told of it. */
  readonly isAlone?: boolean;
  /** What was before stands on the left; else removed lines stand above added ones. */
  readonly isSideBySide?: boolean;
  /** Stands beside the buttons. */
  readonly tools?: ReactNode;
}

/**
 * A comparison line by line, in one column or two: what changed with a few lines around it, the rest folded. F7 and
 * Shift+F7 step from change to change, as in VS Code.
 */
export function DiffList({ label, lines, note, isAlone = false, isSideBySide = false, tools }: DiffListProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(0);
  const list = useRef<Pick<VirtualRowsHandle, "setPosition" | "focus">>(null);
  const rows = listDiffRows(lines, opened);
  const sideRows = isSideBySide ? listSideRows(lines, opened) : [];
  const starts = isSideBySide ? listSideStarts(sideRows) : listChangeStarts(lines, rows);
  const open = (from: number) => setOpened(new Set([...opened, from]));
  const wasSideBySide = useRef(isSideBySide);
  useEffect(() => {
    // The keyboard goes on in the lines, whichever way they are shown.
    if (wasSideBySide.current !== isSideBySide && isFocusFree()) list.current?.focus();
    wasSideBySide.current = isSideBySide;
  }, [isSideBySide]);
  const go = (step: 1 | -1) => {
    const next = (current + step + starts.length) % starts.length;
    const row = starts[next];
    if (row === undefined) return;
    setCurrent(next);
    list.current?.setPosition(Math.max(0, row - leadRows) * rowHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "F7") return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the buttons and the list in it
    <div className="flex h-full min-h-0 flex-col" onKeyDown={onKeyDown}>
      <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line px-2.5 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate tabular-nums">
          {[isAlone ? [] : describeChanges(current, starts.length), note ?? []].flat().join(" · ")}
        </span>
        {tools}
        <Button
          variant="ghost"
          aria-label="Previous change"
          title="Previous change (Shift+F7)"
          disabled={starts.length < 2}
          onClick={() => go(-1)}
        >
          <ArrowUp />
        </Button>
        <Button
          variant="ghost"
          aria-label="Next change"
          title="Next change (F7)"
          disabled={starts.length < 2}
          onClick={() => go(1)}
        >
          <ArrowDown />
        </Button>
      </div>
      {isSideBySide ? (
        <SideList
          label={label}
          lines={lines}
          rows={sideRows}
          current={starts[current]}
          rowHeight={rowHeight}
          handle={list}
          onOpen={open}
        />
      ) : (
        <VirtualRows
          handle={(shown) => {
            list.current = shown;
          }}
          role="group"
          aria-label={label}
          className="min-h-0 flex-1 overflow-auto py-1 font-mono"
          count={rows.length}
          rowHeight={rowHeight}
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === "fold") {
              return <FoldRow count={row.to - row.from} onOpen={() => open(row.from)} />;
            }
            const line = lines[row.at];
            if (line === undefined) return null;
            return <DiffLineRow line={line} segments={segmentsOf(lines, row.at)} current={index === starts[current]} />;
          }}
        />
      )}
    </div>
  );
}

function describeChanges(current: number, count: number): string {
  if (count === 0) return "No changes";
  return count === 1 ? "1 change" : `Change ${current + 1} of ${count}`;
}
