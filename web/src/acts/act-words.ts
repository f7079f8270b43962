/** What buttons, palette and hints say of an act. */
import { formatShortcut, isMac } from "./shortcut.ts";
import { actOf, type ActId } from "./table.ts";

/** The act's shortcut for people; undefined: it has none. */
export function keysOf(id: ActId): string | undefined {
  const { shortcut } = actOf(id);
  return shortcut === undefined ? undefined : formatShortcut(shortcut, isMac);
}

/** `Save (Ctrl+S)`. */
export function titleWithKeys(id: ActId): string {
  const keys = keysOf(id);
  return keys === undefined ? actOf(id).title : `${actOf(id).title} (${keys})`;
}
