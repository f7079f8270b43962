/** Where a notice stands: the one rule, so that it covers no button at the foot of what one works in. */
import { useLayoutEffect, useState, type RefObject } from "react";

/** What has buttons at the foot of a screen or dialog. */
const foot = "[data-foot], [data-dialog-footer]";

const marginPx = 8;

/** Edges in pixels from the top of the viewport. */
interface Edges {
  readonly top: number;
  readonly bottom: number;
}

interface NoticeLayer {
  readonly viewportHeight: number;
  readonly noticeHeight: number;
  /** The bars at the foot of the screen, also of one behind a dialog: they are read there all the same. */
  readonly bars: readonly Edges[];
  /** The dialog on top and its own bars; undefined: none is open, or the notice stands beside it. */
  readonly dialog: (Edges & { readonly bars: readonly Edges[] }) | undefined;
}

/**
 * How far above the lower edge of the viewport a notice stands, in pixels: above the bars of the screen. Where a dialog
 * leaves no room for that, below the dialog, and otherwise above its buttons.
 */
export function noticeBottom({ viewportHeight, noticeHeight, bars, dialog }: NoticeLayer): number {
  const above = (feet: readonly Edges[]) => {
    // A bar further up, such as that of a list above another one, is not at the foot.
    const shown = feet.filter(({ top, bottom }) => bottom > top && top > viewportHeight / 2);
    return viewportHeight - Math.min(viewportHeight, ...shown.map((bar) => bar.top)) + marginPx;
  };
  if (dialog === undefined) return above(bars);
  const room = viewportHeight - dialog.bottom - noticeHeight - marginPx;
  return [above(bars), marginPx].find((bottom) => bottom <= room) ?? above(dialog.bars);
}

/** The place of a notice in its layer, as long as it is shown, whatever bars come and go. `shown`: what is. */
export function useNoticeBottom(
  region: RefObject<HTMLElement | null>,
  dialog: HTMLElement | undefined,
  shown: unknown,
): number {
  const [bottom, setBottom] = useState(marginPx);
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null || shown === undefined) return undefined;
    const measure = () => {
      const column = element.getBoundingClientRect();
      // What is beside it, such as the bar of the tree or a narrow dialog, is in nobody's way.
      const isInColumn = ({ left, right }: DOMRect) => right > column.left && left < column.right;
      const feet = [...document.querySelectorAll(foot)].map((bar) => ({
        isOfDialog: dialog?.contains(bar) === true,
        box: bar.getBoundingClientRect(),
      }));
      const barsOf = (ofDialog: boolean) =>
        feet.filter(({ isOfDialog, box }) => isOfDialog === ofDialog && isInColumn(box)).map(({ box }) => box);
      const around = dialog?.getBoundingClientRect();
      setBottom(
        noticeBottom({
          viewportHeight: window.innerHeight,
          noticeHeight: column.height,
          bars: barsOf(false),
          dialog:
            around === undefined || !isInColumn(around)
              ? undefined
              : { top: around.top, bottom: around.bottom, bars: barsOf(true) },
        }),
      );
    };
    measure();
    const changes = new MutationObserver(measure);
    changes.observe(document.body, { childList: true, subtree: true });
    const sizes = new ResizeObserver(measure);
    for (const each of [element, dialog ?? document.body]) sizes.observe(each);
    return () => {
      changes.disconnect();
      sizes.disconnect();
    };
  }, [region, dialog, shown]);
  return bottom;
}
