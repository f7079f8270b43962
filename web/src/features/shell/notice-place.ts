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
  /** The bars at the foot of the layer. */
  readonly bars: readonly Edges[];
  /** The dialog that is the layer. */
  readonly dialog: Edges | undefined;
}

/** How far above the lower edge of the viewport a notice stands, in pixels: below a dialog, or above the bars. */
export function noticeBottom({ viewportHeight, noticeHeight, bars, dialog }: NoticeLayer): number {
  const isRoomBelow = dialog !== undefined && viewportHeight - dialog.bottom >= noticeHeight + 2 * marginPx;
  if (isRoomBelow) return marginPx;
  // A bar further up, such as that of a list above another one, is not at the foot.
  const shown = bars.filter(({ top, bottom }) => bottom > top && top > viewportHeight / 2);
  const top = Math.min(viewportHeight, ...shown.map((bar) => bar.top));
  return viewportHeight - top + marginPx;
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
      const layer = dialog ?? document.body;
      const column = element.getBoundingClientRect();
      const bars = [...layer.querySelectorAll(foot)].map((bar) => bar.getBoundingClientRect());
      setBottom(
        noticeBottom({
          viewportHeight: window.innerHeight,
          noticeHeight: column.height,
          // One beside it, such as that of the tree, is in nobody's way.
          bars: bars.filter(({ left, right }) => right > column.left && left < column.right),
          dialog: dialog?.getBoundingClientRect(),
        }),
      );
    };
    measure();
    const changes = new MutationObserver(measure);
    changes.observe(dialog ?? document.body, { childList: true, subtree: true });
    const sizes = new ResizeObserver(measure);
    for (const each of [element, dialog ?? document.body]) sizes.observe(each);
    return () => {
      changes.disconnect();
      sizes.disconnect();
    };
  }, [region, dialog, shown]);
  return bottom;
}
