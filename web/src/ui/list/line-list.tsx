import { useEffect, useRef } from "react";
import { segmentsOf } from "#/lib/diff/diff-rows.ts";
import type { DiffLine } from "#/lib/diff/line-diff.ts";
import { DiffLineRow } from "./diff-line-row.tsx";
import { VirtualRows, type VirtualRowsHandle } from "./virtual-rows.tsx";

interface LineListProps {
  readonly label: string;
  /** The lines that are shown. */
  readonly lines: readonly DiffLine[];
  /** All lines of the comparison that they are from: what a line replaces is looked up there. */
  readonly compared?: readonly DiffLine[];
  /** The line that is in sight to begin with, by its place in `lines`. */
  readonly startsAt?: number;
}

const rowHeight = 20;
/** Lines left above the one that is in sight to begin with. */
const leadRows = 2;

/** Every line of a text, with what changed marked by sign and colour. */
export function LineList({ label, lines, compared = lines, startsAt = 0 }: LineListProps) {
  const list = useRef<VirtualRowsHandle>(null);
  useEffect(() => {
    list.current?.setPosition(Math.max(0, startsAt - leadRows) * rowHeight);
  }, [startsAt]);
  return (
    <VirtualRows
      handle={list}
      role="group"
      aria-label={label}
      className="h-full overflow-auto py-2 font-mono"
      count={lines.length}
      rowHeight={rowHeight}
      renderRow={(index) => {
        const line = lines[index];
        if (line === undefined) return null;
        const at = compared === lines ? index : compared.indexOf(line);
        return <DiffLineRow line={line} segments={segmentsOf(compared, at)} />;
      }}
    />
  );
}
