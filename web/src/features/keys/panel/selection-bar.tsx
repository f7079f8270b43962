import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { X } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import { clearSelection, countSelection, useSelection, type Selection } from "#/stores/selection.ts";

interface SelectionBarProps {
  readonly connectionId: string;
  /** What one can do with all of it. */
  readonly acts: React.ReactNode;
}

/** What is selected in the tree or table, and what one can do with all of it at once. Nothing selected: no bar. */
export function SelectionBar({ connectionId, acts }: SelectionBarProps) {
  const selection = useSelection(connectionId);
  return selection.size === 0 ? null : <Bar selection={selection} connectionId={connectionId} acts={acts} />;
}

function Bar({ selection, connectionId, acts }: SelectionBarProps & { readonly selection: Selection }) {
  useAct("selection.clear", () => clearSelection(connectionId));
  return (
    <div
      role="region"
      aria-label="Selection"
      data-foot
      className="flex min-h-[34px] shrink-0 flex-wrap items-center border-t border-line bg-accent-bg py-0.5 pr-1.5 pl-2.5"
    >
      <span role="status" className="min-w-32 flex-1 truncate" title={describeSelection(selection)}>
        {describeSelection(selection)}
      </span>
      <div className="ml-auto flex">
        {acts}
        <ActButton act="selection.clear" variant="ghost" label={null} className="w-7 px-0" icon={<X />} />
      </div>
    </div>
  );
}

/** `5,214 keys · 2 folders, 3 keys`: how many keys it comes to, and what one selected. */
export function describeSelection(selection: Selection): string {
  const { keys, prefixes, total } = countSelection(selection);
  const parts: string[] = [];
  if (prefixes > 0) parts.push(formatCount(formatGrouped(prefixes), "folder", "folders"));
  if (keys > 0) parts.push(formatKeyCount(keys));
  const what = parts.join(", ");
  return prefixes === 0 ? what : `${formatKeyCount(total)} · ${what}`;
}
