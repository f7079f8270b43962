import { segmentsOf } from "#/lib/diff-rows.ts";
import type { DiffLine } from "#/lib/line-diff.ts";
import { DiffLineRow } from "./diff-line-row.tsx";
import { VirtualRows } from "./virtual-rows.tsx";

interface LineListProps {
  readonly label: string;
  /** The lines that are shown. */
  readonly lines: readonly DiffLine[];
  /** All lines of the comparison that they are from: what a line replaces is looked up there. */
  readonly compared?: readonly DiffLine[];
}

/** Every line of a text, with what changed marked by sign and colour. */
export function LineList({ label, lines, compared = lines }: LineListProps) {
  return (
    <VirtualRows
      role="group"
      aria-label={label}
      className="h-full overflow-auto py-2 font-mono"
      count={lines.length}
      rowHeight={20}
      renderRow={(index) => {
        const line = lines[index];
        if (line === undefined) return null;
        const at = compared === lines ? index : compared.indexOf(line);
        return <DiffLineRow line={line} segments={segmentsOf(compared, at)} />;
      }}
    />
  );
}
