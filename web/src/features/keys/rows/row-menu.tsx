import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { keysOf } from "#/acts/act-words.ts";
import { handlerOf, useHandlers } from "#/acts/registry.ts";
import { meaningOnRow } from "#/acts/row-acts.ts";
import { runAtFocus } from "#/acts/run-at-focus.ts";
import { actOf, type ActId } from "#/acts/table.ts";
import { useReadOnly, useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { formatCount } from "#/lib/format.ts";
import { ContextMenu } from "#/ui/context-menu.tsx";
import { rowAtOf, rowMenuEntries, type RowTarget } from "./row-menu-entries.ts";

interface RowMenuProps {
  readonly target: RowTarget;
  /** The key or folder; of a selection the row that was pressed. */
  readonly name: Key;
  readonly at: { readonly x: number; readonly y: number };
  readonly onActivate: () => void;
  readonly onClose: () => void;
}

/** What of a key that is not open yet cannot be done where its value may not be written. */
const writes: ReadonlySet<ActId> = new Set(["key.delete", "key.rename", "key.lease", "value.upload"]);
/** The same where nothing at all may be written: it goes elsewhere. */
const writesElsewhere: ReadonlySet<ActId> = new Set(["key.duplicate", "key.add-to-txn"]);

/** The context menu of a row of keys, from the table of acts. */
export function RowMenu({ target, name, at, onActivate, onClose }: RowMenuProps) {
  const handlers = useHandlers();
  const readOnly = useReadOnly();
  const unwritable = useUnwritable(target.kind === "key" ? { key: name } : prefixRange(name));
  const blocked = (act: ActId): string | undefined => {
    const meant = meaningOnRow(act, rowAtOf(target));
    switch (meant.kind) {
      case "names":
        return undefined;
      case "nothing":
        return meant.why;
      case "open-first":
        return writes.has(act) ? unwritable : writesElsewhere.has(act) ? readOnly : undefined;
      case "act": {
        const handler = handlerOf(handlers, meant.act);
        return handler === undefined ? "Still loading" : handler.unavailable;
      }
      default:
        return meant satisfies never;
    }
  };
  const items = rowMenuEntries(target, useConnected().at !== "live").flatMap((group, index) =>
    group.map(({ act, label, danger }, place) => ({
      id: act,
      label: label ?? (act === "activate" ? "" : actOf(act).title),
      begins: index > 0 && place === 0,
      danger: danger === true,
      keys: act === "activate" ? "Enter" : keysOf(act),
      unavailable: act === "activate" ? undefined : blocked(act),
      onPick: () => (act === "activate" ? onActivate() : runAtFocus([act])),
    })),
  );
  const heading =
    target.kind === "selection"
      ? `${formatCount(String(target.size), "row", "rows")} selected`
      : formatKey(name) || "(empty key)";
  return <ContextMenu label={`Actions for ${heading}`} heading={heading} at={at} items={items} onClose={onClose} />;
}
