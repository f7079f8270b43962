/** What the context menu of a row of keys offers: pure. What each act means on the row, acts/row-acts.ts says. */
import type { RowAt } from "#/acts/row-acts.ts";
import type { ActId } from "#/acts/table.ts";

/** What a context menu is about. */
export type RowTarget =
  | { readonly kind: "selection"; readonly size: number }
  | { readonly kind: "key"; readonly isOpen: boolean; readonly isSelected: boolean }
  | { readonly kind: "folder"; readonly isOpen: boolean; readonly isSelected: boolean };

export interface RowMenuEntry {
  /** `activate`: what a press on the row does. */
  readonly act: ActId | "activate";
  /** In place of the act's title. */
  readonly label?: string;
  readonly danger?: true;
}

/** The entries, group by group. */
export function rowMenuEntries(target: RowTarget, isPast = false): readonly (readonly RowMenuEntry[])[] {
  switch (target.kind) {
    case "selection":
      return [
        [
          { act: "key.copy", label: "Copy names" },
          { act: "key.watch", label: "Watch selection" },
        ],
        [{ act: "bulk.copy" }, { act: "bulk.move" }, { act: "bulk.lease" }, { act: "bulk.add-to-txn" }],
        [{ act: "transfer.selection" }, { act: "restore.selection" }, { act: "selection.clear" }],
        [{ act: "bulk.delete", danger: true }],
      ];
    case "key":
      return [
        [{ act: "activate", label: "Open" }, { act: "history.open" }],
        [{ act: "key.copy" }, { act: "value.copy" }, { act: "value.copy-as" }],
        [{ act: "key.watch", label: "Watch key" }, { act: "value.download" }, { act: "value.upload" }],
        [
          { act: "key.create", label: "New key here" },
          { act: "key.rename" },
          { act: "key.duplicate" },
          { act: "key.lease" },
          { act: "key.add-to-txn" },
        ],
        [
          select(target.isSelected),
          { act: "transfer.selection", label: "Export key" },
          { act: "restore.key", label: "Restore to revision…" },
        ],
        [{ act: "key.delete", danger: true }],
      ];
    case "folder":
      return [
        [
          { act: "activate", label: target.isOpen ? "Collapse" : "Expand" },
          { act: "keys.expand" },
          { act: "keys.root", label: "Show only this folder" },
        ],
        [
          { act: "key.copy", label: "Copy prefix" },
          { act: "key.watch", label: "Watch prefix" },
          { act: "compare.open", label: "Compare folder…" },
          ...(isPast ? [{ act: "past.count" } as const] : []),
        ],
        [
          { act: "key.create", label: "New key here" },
          { act: "bulk.move", label: "Move or rename folder" },
          { act: "bulk.copy", label: "Copy folder to prefix" },
          { act: "bulk.lease", label: "Set lease of folder" },
          { act: "bulk.add-to-txn", label: "Add to transaction" },
        ],
        [
          select(target.isSelected),
          { act: "transfer.selection", label: "Export folder" },
          { act: "restore.prefix", label: "Restore to revision…" },
          { act: "restore.deleted" },
        ],
        [{ act: "bulk.delete", label: "Delete folder", danger: true }],
      ];
    default:
      return target satisfies never;
  }
}

function select(isSelected: boolean): RowMenuEntry {
  return { act: "selection.toggle", label: isSelected ? "Deselect" : "Select" };
}

/** The target as acts read it. */
export function rowAtOf(target: RowTarget): RowAt {
  if (target.kind === "selection") return { selected: target.size, marked: undefined };
  return { selected: 0, marked: target.kind === "key" && target.isOpen ? "open" : target.kind };
}
