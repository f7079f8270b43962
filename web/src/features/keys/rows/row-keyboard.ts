/** The keyboard and the pointer of a list of keys: one for the tree, the table and the picker. */
import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { runAct } from "#/acts/registry.ts";
import type { RowMark } from "#/ui/list/use-row-mark.ts";
import type { RowMove, RowPress } from "./row-moves.ts";
import type { RowSelection } from "./use-row-selection.ts";
import type { TypedName } from "./use-typed-name.ts";

interface RowActions {
  readonly mark: Pick<RowMark<unknown>, "setMark" | "goTo">;
  /** Undefined: nothing can be selected here. */
  readonly selection?: RowSelection;
  /** What a press on a row does, besides marking and selecting. */
  readonly onActivate: (at: number) => void;
}

interface RowKeys extends RowActions {
  /** Undefined: no name can be typed here, and letters are always acts. */
  readonly typedName?: Pick<TypedName, "text" | "end" | "type">;
  readonly readMove: (press: RowPress) => RowMove | undefined;
  /** What Enter does to a row, where that is more than a press on it. */
  readonly onEnter?: (at: number) => void;
  /** What Enter does where no row is marked. */
  readonly onEnterOpen?: () => void;
  readonly onToggle?: (at: number, open: boolean) => void;
  /** What Escape does where nothing is selected. */
  readonly onEscape?: () => void;
}

/** What is read of a key press. */
type KeyPress = Readonly<Record<"altKey" | "ctrlKey" | "metaKey" | "shiftKey", boolean>> & { readonly key: string };

/** Takes a key press of a list; says whether it was one, and not the browser's. */
export function takeRowKey(event: KeyPress, keys: RowKeys): boolean {
  const { selection, typedName } = keys;
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (selection === undefined || event.key.toLowerCase() !== "a" || event.shiftKey) return false;
    selection.checkAll();
    return true;
  }
  const isTyping = typedName?.text !== undefined;
  if (event.key === "Escape") {
    typedName?.end();
    if (isTyping) return true;
    const escape = selection !== undefined && selection.selected.size > 0 ? selection.clear : keys.onEscape;
    escape?.();
    return escape !== undefined;
  }
  // Within a name that is typed, a space belongs to it.
  if (typedName?.type(event.key) === true) return true;
  const move = keys.readMove({ key: event.key, shift: event.shiftKey });
  if (move === undefined) return false;
  typedName?.end();
  makeMove(move, keys);
  return true;
}

function makeMove(move: RowMove, keys: RowKeys): void {
  const { mark, selection } = keys;
  switch (move.kind) {
    case "mark":
      if (move.extends) selection?.checkTo(move.at);
      else selection?.forgetStart();
      return mark.goTo(move.at);
    case "toggle":
      mark.setMark(move.at);
      return keys.onToggle?.(move.at, move.open);
    case "select":
      return selection?.check(move.at);
    case "activate":
      mark.setMark(move.at);
      return (keys.onEnter ?? keys.onActivate)(move.at);
    case "enter-open":
      return keys.onEnterOpen?.();
    default:
      return move satisfies never;
  }
}

/** What is read of a press of the pointer. */
type PointerPress = Readonly<Record<"ctrlKey" | "metaKey" | "shiftKey", boolean>>;

/** Takes a press on a row. */
export function takeRowPress(at: number, event: PointerPress, { mark, selection, onActivate }: RowActions): void {
  mark.setMark(at);
  if (selection !== undefined && event.shiftKey) return selection.checkTo(at);
  if (selection !== undefined && (event.ctrlKey || event.metaKey)) return selection.check(at);
  selection?.forgetStart();
  return onActivate(at);
}

/** Enter opens a key, and once more leads into its value. */
export function openOrEnter(key: Key, open: Key | undefined, onOpen: (key: Key) => void): void {
  if (open !== undefined && equalBytes(key, open)) runAct("value.focus");
  else onOpen(key);
}
