import {
  memo,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
} from "react";
import { flushSync } from "react-dom";
import { classNames } from "#/ui/class-names.ts";
import {
  clampPosition,
  poolSize,
  positionShowing,
  rowsDrawn,
  rowsInSight,
  scrollScale,
  type RowList,
} from "./row-window.ts";

/** What a parent can do with the rows. */
export interface VirtualRowsHandle {
  /** Brings a row into sight by the shortest way. */
  scrollTo(index: number): void;
  focus(): void;
  /** Whole rows in sight. */
  rowsPerPage(): number;
  /** How many pixels of rows lie above what is in sight. */
  position(): number;
  setPosition(position: number): void;
}

interface VirtualRowsProps extends Omit<HTMLAttributes<HTMLDivElement>, "children"> {
  readonly handle?: Ref<VirtualRowsHandle>;
  readonly count: number;
  /** In pixels, the same for every row. */
  readonly rowHeight: number;
  /** Rows are as wide as the list and cut what is too long; else they are as wide as they need, and the list scrolls. */
  readonly fitsWidth?: boolean;
  /** The ring of the focus is around a row, which draws it itself; else around the list. */
  readonly ringsRow?: boolean;
  /** Stays at the top while the rows scroll beneath; `headerHeight` pixels high. */
  readonly header?: ReactNode;
  readonly headerHeight?: number;
  readonly renderRow: (index: number) => ReactNode;
  /**
   * What tells a row from others wherever it is: its elements go with it. For lists in which rows come above others
   * all the time; else elements belong to places, which is quicker to scroll.
   */
  readonly idOf?: (index: number) => string | undefined;
  /** Hears which rows are in sight, from the first up to, not including, the last. */
  readonly onSight?: (from: number, to: number) => void;
  /** Hears that the list was scrolled, by whomever. */
  readonly onScrolled?: () => void;
}

/** Rows drawn above and below what is in sight, so that a frame late shows no gap. */
const overscan = 6;

/** Any number of rows of one height, of which only those in sight are in the document; it scrolls by itself. */
export function VirtualRows({
  handle,
  count,
  rowHeight,
  fitsWidth = false,
  ringsRow = false,
  header,
  headerHeight = 0,
  renderRow,
  idOf,
  onSight,
  onScrolled,
  className,
  style,
  ...container
}: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // Where the list stands exactly: in a list that is cut (row-window.ts) one pixel of the thumb is many of the rows.
  const position = useRef(0);
  const placedAt = useRef(0);
  const [sight, setSight] = useState({ from: 0, to: 0, top: 0, origin: 0 });
  const [viewHeight, setViewHeight] = useState(0);
  const [padding, setPadding] = useState(0);
  const list = { count, rowHeight, viewHeight };
  const { height, scale } = scrollScale(list);

  const look = () => {
    const element = scroller.current;
    if (element === null) return;
    const { from, to } = rowsInSight(list, position.current);
    const top = scale === 1 ? from * rowHeight : element.scrollTop - (position.current - from * rowHeight);
    setSight((now) => {
      if (now.from === from && now.to === to && now.top === top) return now;
      // After a leap nearly every row is another: then all elements stay where they are, and none is moved.
      const isLeap = Math.abs(from - now.from) > (to - from) / 2;
      return { from, to, top, origin: isLeap ? (rowsDrawn(list, from, overscan)[0] ?? 0) : now.origin };
    });
  };
  const setPosition = (wanted: number) => {
    const element = scroller.current;
    if (element === null) return;
    position.current = clampPosition(list, wanted);
    element.scrollTop = position.current / scale;
    placedAt.current = element.scrollTop;
    look();
  };
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    // Where it was put by the lines above, the exact position is known better than the thumb tells it.
    if (scale === 1 || Math.abs(element.scrollTop - placedAt.current) > 1) {
      position.current = element.scrollTop * scale;
      placedAt.current = element.scrollTop;
    }
    onScrolled?.();
    // In the frame of the scroll, else rows come a frame late.
    flushSync(look);
  };

  const heightNow = () => Math.max(0, (scroller.current?.clientHeight ?? 0) - headerHeight);
  const measure = useEffectEvent(() => {
    setViewHeight(heightNow());
    if (scroller.current !== null) setPadding(paddingOf(scroller.current));
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    measure();
    const observer = new ResizeObserver(() => measure());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const settle = useEffectEvent((now: RowList) => setPosition(clampPosition(now, position.current)));
  useLayoutEffect(() => {
    settle({ count, rowHeight, viewHeight });
  }, [count, rowHeight, viewHeight]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
    setPosition(position.current + event.deltaY * unit);
  });
  const cut = scale !== 1;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !cut) return undefined;
    const listener = (event: WheelEvent) => onWheel(event);
    element.addEventListener("wheel", listener, { passive: false });
    return () => element.removeEventListener("wheel", listener);
  }, [cut]);

  const from = Math.min(sight.from, count);
  const to = Math.min(Math.max(sight.to, from), count);
  const tell = useEffectEvent((first: number, end: number) => onSight?.(first, end));
  useEffect(() => {
    tell(from, to);
  }, [from, to]);

  useImperativeHandle(handle, () => ({
    scrollTo: (index) => {
      // A list that has just come has not been drawn by its height yet.
      setPosition(positionShowing({ ...list, viewHeight: heightNow() }, position.current, index));
      // The event of it comes a frame later: other rows that come before it must not take the list back.
      onScrolled?.();
    },
    focus: () => scroller.current?.focus({ preventScroll: true }),
    rowsPerPage: () => Math.max(1, Math.floor(viewHeight / rowHeight) - 1),
    position: () => position.current,
    setPosition,
  }));

  const pool = poolSize(list, overscan);
  const drawn = rowsDrawn(list, from, overscan);
  const firstDrawn = drawn[0] ?? 0;
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
      tabIndex={0}
      onScroll={onScroll}
      {...container}
      className={classNames("group/rows outline-none", className)}
      style={{ ...style, overflowAnchor: "none" }}
    >
      {!ringsRow && (
        // The header and filled rows would cover the scroller's own.
        <div role="presentation" className="pointer-events-none sticky top-0 left-0 z-20 h-0">
          <div
            role="presentation"
            className="outline-2 -outline-offset-2 outline-transparent group-focus-visible/rows:outline-accent"
            // Within the padding, or the ring alone would make the list scroll.
            style={{ height: viewHeight + headerHeight - padding }}
          />
        </div>
      )}
      {header}
      <div role="presentation" className="relative min-w-full" style={{ height }}>
        <div
          role="presentation"
          className={`absolute top-0 left-0 ${fitsWidth ? "w-full" : "min-w-full"}`}
          style={{ transform: `translateY(${sight.top - (from - firstDrawn) * rowHeight}px)` }}
        >
          {drawn.map((index) => (
            // An element that leaves on one side comes back on the other, with another row in it.
            <DrawnRow
              key={idOf?.(index) ?? (index + pool - (sight.origin % pool)) % pool}
              index={index}
              rowHeight={rowHeight}
              fitsWidth={fitsWidth}
              renderRow={renderRow}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Pixels above and below the rows together. */
function paddingOf(element: HTMLElement): number {
  const { paddingTop, paddingBottom } = getComputedStyle(element);
  return Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
}

interface DrawnRowProps extends Pick<VirtualRowsProps, "rowHeight" | "renderRow"> {
  readonly index: number;
  readonly fitsWidth: boolean;
}

/** A row in the document. While one scrolls, those that stay are not rendered again: `renderRow` is the same. */
const DrawnRow = memo(function DrawnRow({ index, rowHeight, fitsWidth, renderRow }: DrawnRowProps) {
  return (
    // Where its content does not say how wide it is, nothing in it can move anything around it.
    <div
      role="presentation"
      data-row={index}
      className={fitsWidth ? "w-full contain-strict" : "min-w-full"}
      style={{ height: rowHeight }}
    >
      {renderRow(index)}
    </div>
  );
});
