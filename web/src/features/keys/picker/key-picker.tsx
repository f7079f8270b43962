import { useQueryClient } from "@tanstack/react-query";
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { Plus, RefreshCw, X } from "lucide-react";
import { useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { PickedKey } from "#/lib/key-drag.ts";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { GoToBox } from "#/features/keys/goto/go-to-box.tsx";
import { pickedOf, PickerTree } from "./picker-tree.tsx";
import { useTree } from "#/features/keys/tree/use-tree.ts";

export interface KeyPickerProps {
  readonly onPick: (picked: PickedKey, lane: "compare" | "success" | "failure") => void;
  readonly onClose: () => void;
}

const allKeys: Key = asKey(new Uint8Array());

/** The cluster's keys beside a transaction: dragged into a list, or added to it by keyboard or button. */
export function KeyPicker({ onPick, onClose }: KeyPickerProps) {
  const { connection } = useConnected();
  const queryClient = useQueryClient();
  const [root, setRoot] = useState(allKeys);
  const tree = useTree(root);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const mark = useRowMark({ rows: tree.rows, list });
  const picked = pickedOf(mark.marked === undefined ? undefined : tree.rows.at(mark.marked));
  const add = (lane: Parameters<typeof onPick>[1]) => () => {
    if (picked !== undefined) onPick(picked, lane);
  };
  const nothing = picked === undefined ? "Select a key or folder first" : undefined;
  useAct("txn.pick-condition", add("compare"), nothing);
  useAct("txn.pick-then", add("success"), nothing);
  useAct("txn.pick-else", add("failure"), nothing);
  useAct("txn.close-keys", onClose);
  useAct("keys.focus", () => list.current?.focus());
  useAct("keys.goto", () => box.current?.select());
  useAct("keys.refresh", () => void queryClient.invalidateQueries({ queryKey: etcdCache.folders(connection.id) }));
  return (
    <section
      aria-label="Key picker"
      className="flex min-h-0 min-w-0 flex-col rounded-[10px] border border-line bg-panel"
    >
      <div className="flex items-center py-1 pr-1 pl-3">
        <h2 className="flex-1 font-medium text-muted">Keys</h2>
        <ActButton act="keys.refresh" variant="ghost" label={null} icon={<RefreshCw />} className="w-7 px-0" />
        <ActButton act="txn.close-keys" variant="ghost" label={null} icon={<X />} className="w-7 px-0" />
      </div>
      <div className="px-2 pb-1.5">
        <GoToBox
          ref={box}
          key={formatKey(root)}
          text={formatKey(root)}
          delimiters={tree.delimiters}
          onGo={(text) => setRoot(parseKeyText(text) ?? root)}
          onPick={(place) => setRoot(place.kind === "prefix" ? place.prefix : place.key)}
        />
      </div>
      <PickerTree
        key={formatKey(root)}
        list={list}
        tree={tree}
        mark={mark}
        onEnter={(entered) => onPick(entered, "compare")}
        onEscape={onClose}
      />
      <div className="border-t border-line p-2">
        <p className="mb-1.5 text-sm text-muted">Drag a row into a list, or add the selected row to:</p>
        <div className="flex flex-wrap gap-1.5">
          <ActButton act="txn.pick-condition" label="IF" icon={<Plus />} />
          <ActButton act="txn.pick-then" label="THEN" icon={<Plus />} />
          <ActButton act="txn.pick-else" label="ELSE" icon={<Plus />} />
        </div>
      </div>
    </section>
  );
}
