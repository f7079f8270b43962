import { useState } from "react";
import { foldRows, segmentsOf } from "#/lib/diff/diff-rows.ts";
import type { DiffLine } from "#/lib/diff/line-diff.ts";
import { DiffLineRow } from "./diff-line-row.tsx";
import { FoldRow } from "./fold-row.tsx";
import { VirtualRows } from "./virtual-rows.tsx";

interface LineListProps {
  readonly label: string;
  /** The comparison with what was before: the lines that were removed stand in that one only, and are not shown. */
  readonly compared: readonly DiffLine[];
  /** Which of them are changed, so that the rest is folded; undefined: not known, nothing is. */
  readonly changed: readonly boolean[] | undefined;
}

/** The lines of a text: what changed marked by sign and colour with a few lines around it, the rest folded. */
export function LineList({ label, compared, changed }: LineListProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const all =
    changed === undefined ? compared.map((_, at) => ({ kind: "line", at }) as const) : foldRows(changed, opened);
  const rows = all.filter((row) => row.kind === "fold" || compared[row.at]?.kind !== "removed");
  return (
    <VirtualRows
      role="group"
      aria-label={label}
      className="h-full overflow-auto py-2 font-mono"
      count={rows.length}
      rowHeight={20}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        if (row.kind === "fold") {
          return <FoldRow count={row.to - row.from} onOpen={() => setOpened(new Set([...opened, row.from]))} />;
        }
        const line = compared[row.at];
        if (line === undefined) return null;
        return <DiffLineRow line={line} segments={segmentsOf(compared, row.at)} />;
      }}
    />
  );
}
