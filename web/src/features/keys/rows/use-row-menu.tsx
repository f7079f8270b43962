import type { Key } from "@etcd-explorer/shared/model/bytes";
import { Suspense, useRef, useState, type MouseEvent, type PointerEvent, type ReactNode, type RefObject } from "react";
import { flushSync } from "react-dom";
import { useAct } from "#/acts/use-act.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { RowMark } from "#/ui/list/use-row-mark.ts";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { RowTarget } from "./row-menu-entries.ts";
import type { RowSelection } from "./use-row-selection.ts";

const RowMenu = lazyPart(async () => (await import("./row-menu.tsx")).RowMenu);

/** So long a finger rests on a row before its menu opens, and so far it may move meanwhile. */
const longPressMs = 500;
const restPx = 10;

export interface RowThing {
  readonly kind: "key" | "folder";
  readonly name: Key;
  readonly isOpen: boolean;
}

interface RowMenuOptions {
  readonly list: RefObject<VirtualRowsHandle | null>;
  readonly mark: Pick<RowMark<unknown>, "at" | "marked" | "setMark">;
  readonly selection: RowSelection;
  /** What a row stands for; undefined: nothing that has a menu. */
  readonly thingAt: (row: number) => RowThing | undefined;
  readonly isSelected: (row: number) => boolean;
  readonly onActivate: (row: number) => void;
}

interface Shown {
  readonly row: number;
  readonly thing: RowThing;
  readonly target: RowTarget;
  readonly at: { readonly x: number; readonly y: number };
}

interface RowMenuOfList {
  /** Put these on the list. */
  readonly handlers: {
    readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void;
  };
  /** The menu that is open, to be rendered beside the list. */
  readonly menu: ReactNode;
}

/**
 * The context menu of a list of keys: by the right button, by the keyboard for the marked row, and by a finger that
 * rests. A row that is not selected takes the place of the selection, as in lists of files.
 */
export function useRowMenu(options: RowMenuOptions): RowMenuOfList {
  const { list, mark, selection, thingAt, isSelected, onActivate } = options;
  const [shown, setShown] = useState<Shown>();
  const rest = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number }>(
    undefined,
  );
  // What ends a long press is no press on the row.
  const swallowsClick = useRef(false);

  const open = (row: number, at: Shown["at"]) => {
    const thing = thingAt(row);
    if (thing === undefined) return;
    const selected = isSelected(row);
    const size = selection.selected.size;
    if (size > 0 && !selected) selection.clear();
    mark.setMark(row);
    list.current?.focus();
    const { kind, isOpen } = thing;
    const target: RowTarget =
      selected && size > 1 ? { kind: "selection", size } : { kind, isOpen, isSelected: selected };
    setShown({ row, thing, target, at });
  };
  const openAtMark = () => {
    const { marked } = mark;
    if (marked === undefined) return;
    // In sight at once, so that the next key press is the menu's.
    flushSync(() => list.current?.scrollTo(marked));
    const box = document.querySelector(`[data-marks-rows] [data-row="${marked}"]`)?.getBoundingClientRect();
    if (box !== undefined) open(marked, { x: box.left + Math.min(40, box.width / 2), y: box.bottom });
  };
  useAct("keys.menu", openAtMark);
  useAct("selection.toggle", () => selection.check(mark.at));
  const endRest = () => {
    clearTimeout(rest.current?.timer);
    rest.current = undefined;
  };
  return {
    handlers: {
      onContextMenu: (event) => {
        endRest();
        const row = rowOf(event.target);
        if (row !== undefined) {
          event.preventDefault();
          open(row, { x: event.clientX, y: event.clientY });
        } else if (event.button !== 2) {
          // By the keyboard it is asked for at the list itself.
          event.preventDefault();
          openAtMark();
        }
      },
      onPointerDown: (event) => {
        endRest();
        swallowsClick.current = false;
        const row = event.pointerType === "touch" ? rowOf(event.target) : undefined;
        if (row === undefined) return;
        const { clientX: x, clientY: y } = event;
        const timer = setTimeout(() => {
          swallowsClick.current = true;
          open(row, { x, y });
        }, longPressMs);
        rest.current = { timer, x, y };
      },
      onPointerMove: ({ clientX, clientY }) => {
        const from = rest.current;
        if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > restPx) endRest();
      },
      onPointerUp: endRest,
      onPointerCancel: endRest,
      onClickCapture: (event) => {
        if (!swallowsClick.current) return;
        swallowsClick.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
    menu: shown && (
      <Suspense>
        <RowMenu
          target={shown.target}
          name={shown.thing.name}
          at={shown.at}
          onActivate={() => onActivate(shown.row)}
          onClose={() => {
            setShown(undefined);
            list.current?.focus();
          }}
        />
      </Suspense>
    ),
  };
}

/** The row of a list that an element stands in. */
function rowOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset["row"] : undefined;
  return row === undefined ? undefined : Number(row);
}
