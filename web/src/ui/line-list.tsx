import type { DiffLine } from "#/lib/line-diff.ts";
import { classNames } from "./class-names.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const signs = { same: " ", added: "+", removed: "-" } as const;
const grounds = { same: "", added: "bg-ok-bg", removed: "bg-bad-bg" } as const;

/** Lines of a text with what changed marked by sign and colour. */
export function LineList({ label, lines }: { readonly label: string; readonly lines: readonly DiffLine[] }) {
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
        return (
          <div data-kind={line.kind} className={classNames("flex h-5 pr-4 whitespace-pre", grounds[line.kind])}>
            <span className="w-12 shrink-0 pr-2 text-right text-muted select-none">{line.number}</span>
            <span className="w-4 shrink-0 text-muted select-none">{signs[line.kind]}</span>
            <span>{line.text}</span>
          </div>
        );
      }}
    />
  );
}
