import { asKey, decodeHex, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { useEffect, useEffectEvent, useState } from "react";
import { meantRow, registerRows, type RowAt } from "#/acts/row-acts.ts";
import type { ActId } from "#/acts/table.ts";
import { currentMark, isListFocused } from "#/stores/marked-thing.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { currentSelection, describeCopied, namesText } from "#/stores/selection.ts";

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
    return { selected: currentSelection(connectionId).size, marked: meantRow(currentMark(connectionId), openHex) };
  });
  const openFirst = useEffectEvent((act: ActId) => {
    const thing = currentMark(connectionId)?.thing;
    const bytes = thing?.kind === "key" ? decodeHex(thing.key) : undefined;
    if (thing?.kind !== "key" || bytes === undefined) return;
    setBegun({ act, hex: thing.key });
    onOpen(asKey(bytes));
  });
  const copyNames = useEffectEvent(() => {
    const selection = currentSelection(connectionId);
    const thing = currentMark(connectionId)?.thing;
    const things = selection.size > 0 ? [...selection.values()] : thing === undefined ? [] : [thing];
    if (things.length > 0) void copyAndSay(namesText(things), describeCopied(things));
    else if (selected !== undefined) void copyAndSay(formatKey(selected), "Copied key");
  });
  useEffect(() => {
    const drop = registerRows({
      at: () => at(),
      openFirst: (act) => openFirst(act),
      copyNames: () => copyNames(),
    });
    return drop;
  }, []);
  return { begun: begun?.hex === openHex ? begun : undefined, onBegun: () => setBegun(undefined) };
}
