import { useImperativeHandle, useRef, type Ref } from "react";
import { segmentsOf } from "#/lib/diff/diff-rows.ts";
import type { DiffLine } from "#/lib/diff/line-diff.ts";
import type { SideRow } from "#/lib/diff/side-rows.ts";
import { DiffLineRow } from "./diff-line-row.tsx";
import { FoldRow } from "./fold-row.tsx";
import { VirtualRows, type VirtualRowsHandle } from "./virtual-rows.tsx";

interface SideListProps {
  readonly label: string;
  readonly lines: readonly DiffLine[];
  readonly rows: readonly SideRow[];
  /** The row of the change that one has stepped to. */
  readonly current: number | undefined;
  readonly rowHeight: number;
  readonly handle: Ref<Pick<VirtualRowsHandle, "setPosition" | "focus">>;
  /** Shows the lines of the fold that begins at a line. */
  readonly onOpen: (from: number) => void;
}

const sides = ["before", "after"] as const;

/** Two texts beside each other: each scrolls sideways by itself, and up and down with the other. */
export function SideList({ label, lines, rows, current, rowHeight, handle, onOpen }: SideListProps) {
  const before = useRef<VirtualRowsHandle>(null);
  const after = useRef<VirtualRowsHandle>(null);
  useImperativeHandle(handle, () => ({
    setPosition: (position) => after.current?.setPosition(position),
    focus: () => after.current?.focus(),
  }));
  const follow = (from: "before" | "after") => {
    const [leader, follower] = from === "before" ? [before, after] : [after, before];
    const position = leader.current?.position() ?? 0;
    if (follower.current?.position() !== position) follower.current?.setPosition(position);
  };
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2">
      {sides.map((side) => (
        <VirtualRows
          key={side}
          handle={side === "before" ? before : after}
          role="group"
          aria-label={`${label}: ${side}`}
          // Both have the bar at the bottom, or the end of one would be out of reach of the other.
          className={`min-w-0 overflow-x-scroll overflow-y-auto py-1 font-mono ${side === "before" ? "border-r border-line" : ""}`}
          count={rows.length}
          rowHeight={rowHeight}
          onScrolled={() => follow(side)}
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === "fold") return <FoldRow count={row.to - row.from} onOpen={() => onOpen(row.from)} />;
            const place = row[side];
            const line = place && lines[place.at];
            if (place === undefined || line === undefined) return <div className="h-full bg-raised" />;
            return (
              <DiffLineRow
                line={{ ...line, number: place.number }}
                segments={segmentsOf(lines, place.at)}
                current={index === current}
              />
            );
          }}
        />
      ))}
    </div>
  );
}
