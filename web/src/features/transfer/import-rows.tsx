import { formatGrouped } from "@etcd-explorer/shared/int64";
import { useState } from "react";
import { classNames } from "#/ui/class-names.ts";
import { VirtualRows } from "#/ui/virtual-rows.tsx";
import { importGroups, keptRows, type ImportGroup, type ImportState } from "./import-model.ts";

const titles: Record<ImportGroup, string> = {
  add: "Adds",
  change: "Changes",
  conflict: "Conflicts",
  equal: "Equal",
  problem: "Bad lines",
};
const notes: Record<ImportGroup, string> = {
  add: "Keys that are not there yet.",
  change: "Keys whose value or lease the file has otherwise.",
  conflict: "Keys that somebody has written since the export: the file holds something older.",
  equal: "Keys that are as the file has them. They are not written.",
  problem: "Left out. Mend them in the file and import it again: what is written already is equal then.",
};

/** What the file would change, counted and listed by kind; and while it is written, what was not. */
export function ImportRows({ state }: { readonly state: ImportState }) {
  const [chosen, setChosen] = useState<ImportGroup>();
  const group = chosen ?? importGroups.find((one) => state.counts[one] > 0) ?? "add";
  const rows = state.unwritten.length > 0 ? state.unwritten : state.rows[group];
  const hidden = state.unwritten.length > 0 ? 0 : state.counts[group] - rows.length;
  return (
    <>
      <div role="tablist" aria-label="What the import does" className="flex gap-1 border-b border-line">
        {importGroups.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === group}
            onClick={() => setChosen(one)}
            className={classNames(
              "-mb-px border-b-2 px-2.5 py-1.5",
              one === group ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
            )}
          >
            {titles[one]} <b className="font-semibold">{formatGrouped(state.counts[one])}</b>
          </button>
        ))}
      </div>
      <p className="text-sm text-muted">
        {state.unwritten.length > 0 ? "These were left as they are:" : notes[group]}
        {hidden > 0 && ` The first ${formatGrouped(keptRows)} are listed.`}
      </p>
      <VirtualRows
        role="group"
        aria-label={state.unwritten.length > 0 ? "Left as they are" : titles[group]}
        className="h-[28vh] overflow-auto rounded-md border border-line bg-bg font-mono"
        count={rows.length}
        rowHeight={24}
        renderRow={(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div className="flex h-6 items-center gap-3 px-3 whitespace-pre">
              <span>{row.text}</span>
              {"reason" in row && <span className="font-sans text-muted">{row.reason}</span>}
            </div>
          );
        }}
      />
    </>
  );
}
