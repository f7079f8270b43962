import { asKey, decodeHex, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { useEffect, useEffectEvent, useState } from "react";
import { registerRows, type RowAt } from "#/acts/row-acts.ts";
import type { ActId } from "#/acts/table.ts";
import { currentMark, isListFocused } from "#/stores/marked-thing.ts";
import { currentSelection } from "#/stores/selection.ts";

/** An act that waits for its key to be open. */
export interface BegunAct {
  readonly act: ActId;
  readonly hex: string;
}

/**
 * Makes acts on "the key" be about the marked row while a list of keys has the focus. Where that is another key than the
 * open one, it is opened, and what is returned is to be done once it is there.
 */
export function useRowActs(
  connectionId: string,
  selected: Key | undefined,
  onOpen: (key: Key) => void,
): { readonly begun: BegunAct | undefined; readonly onBegun: () => void } {
  const [begun, setBegun] = useState<BegunAct>();
  const openHex = selected === undefined ? undefined : encodeHex(selected);
  const at = useEffectEvent((): RowAt | undefined => {
    if (!isListFocused()) return undefined;
    const mark = currentMark(connectionId);
    const isOpen = mark?.kind === "key" && mark.key === openHex;
    return {
      selected: currentSelection(connectionId).size,
      marked: mark === undefined ? undefined : mark.kind === "prefix" ? "folder" : isOpen ? "open" : "key",
    };
  });
  const openFirst = useEffectEvent((act: ActId) => {
    const mark = currentMark(connectionId);
    const bytes = mark?.kind === "key" ? decodeHex(mark.key) : undefined;
    if (mark?.kind !== "key" || bytes === undefined) return;
    setBegun({ act, hex: mark.key });
    onOpen(asKey(bytes));
  });
  useEffect(() => {
    const drop = registerRows({ at: () => at(), openFirst: (act) => openFirst(act) });
    return drop;
  }, []);
  return { begun: begun?.hex === openHex ? begun : undefined, onBegun: () => setBegun(undefined) };
}
