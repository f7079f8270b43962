import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { Suspense, useState } from "react";
import { Tab, TabList } from "#/ui/tabs.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { importGroups, keptRows, type ImportGroup, type ImportState } from "./import-model.ts";

const ImportChange = lazyPart(async () => (await import("./import-change.tsx")).ImportChange);

const titles: Record<ImportGroup, string> = {
  add: "New",
  change: "Changed",
  conflict: "Conflicts",
  equal: "Equal",
  problem: "Invalid lines",
};
const notes: Record<ImportGroup, string> = {
  add: "Keys that do not exist yet.",
  change: "Keys with another value or lease in the file.",
  conflict: "Keys written since the export: the file has an older version.",
  equal: "Keys equal to the file. They are not written.",
  problem: "Not imported. Fix these lines in the file and import it again.",
};

interface ImportRowsProps {
  readonly state: ImportState;
  /** Looks at a line of the file. */
  readonly onOpen: (line: number) => void;
  readonly onClose: () => void;
}

/** What the file would change, counted and listed by kind; and while it is written, what was not. */
export function ImportRows({ state, onOpen, onClose }: ImportRowsProps) {
  const [chosen, setChosen] = useState<ImportGroup>();
  const group = chosen ?? importGroups.find((one) => state.counts[one] > 0) ?? "add";
  const rows = state.unwritten.length > 0 ? state.unwritten : state.rows[group];
  // While it is compared or written, the Web Worker has no time for it.
  const opens = state.phase === "compared" && group !== "problem";
  const hidden = state.unwritten.length > 0 ? 0 : state.counts[group] - rows.length;
  return (
    <>
      <TabList aria-label="Import preview" className="gap-1 border-b border-line">
        {importGroups.map((one) => (
          <Tab
            key={one}
            isShown={one === group}
            onClick={() => {
              setChosen(one);
              onClose();
            }}
          >
            {titles[one]} <b className="font-semibold">{formatGrouped(state.counts[one])}</b>
          </Tab>
        ))}
      </TabList>
      <p className="text-sm text-muted">
        {state.unwritten.length > 0 ? "Not written:" : notes[group]}
        {opens && rows.length > 0 && group !== "equal" && " Select a key to compare."}
        {hidden > 0 && ` Showing the first ${formatGrouped(keptRows)}.`}
      </p>
      {state.opened !== undefined ? (
        <Suspense fallback={<div className="h-[28vh]" />}>
          <ImportChange opened={state.opened} onClose={onClose} />
        </Suspense>
      ) : (
        <VirtualRows
          role="group"
          aria-label={state.unwritten.length > 0 ? "Not written" : titles[group]}
          className="h-[28vh] overflow-auto rounded-md border border-line bg-bg font-mono"
          count={rows.length}
          rowHeight={24}
          fitsWidth
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            const text = (
              <>
                <span className="min-w-0 truncate" title={row.text}>
                  {row.text}
                </span>
                {"reason" in row && (
                  <span className="min-w-0 shrink truncate font-sans text-muted" title={row.reason}>
                    {row.reason}
                  </span>
                )}
              </>
            );
            const look = "flex h-6 w-full items-center gap-3 px-3 text-left whitespace-pre";
            if (!opens || !("line" in row)) return <div className={look}>{text}</div>;
            return (
              <button
                type="button"
                className={`${look} hover:bg-raised focus-visible:-outline-offset-2`}
                onClick={() => onOpen(row.line)}
              >
                {text}
              </button>
            );
          }}
        />
      )}
    </>
  );
}
