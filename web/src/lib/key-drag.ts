/** Dragging keys and prefixes from where they are listed to where they are used. */
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { Key } from "@etcd-explorer/shared/model/bytes";

export interface PickedKey {
  readonly key: Key;
  /** Whether all keys that start so are meant. */
  readonly isPrefix: boolean;
}

const prefixType = "application/x-etcd-prefix";

/** What begins a drag of a key; elsewhere it drops as text. */
export function startKeyDrag(transfer: DataTransfer, { key, isPrefix }: PickedKey): void {
  transfer.setData("text/plain", formatKey(key));
  if (isPrefix) transfer.setData(prefixType, "");
  transfer.effectAllowed = "copy";
}

/** What was dropped, also where it is text from elsewhere; undefined where that is no key. */
export function readKeyDrop(transfer: DataTransfer): PickedKey | undefined {
  const text = transfer.getData("text/plain");
  const key = parseKeyText(text);
  if (key === undefined || key.length === 0) return undefined;
  return { key, isPrefix: transfer.types.includes(prefixType) || text.endsWith("/") };
}
