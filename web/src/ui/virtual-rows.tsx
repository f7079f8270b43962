import { useVirtualizer } from "@tanstack/react-virtual";
import { useImperativeHandle, useRef, type HTMLAttributes, type ReactNode, type Ref } from "react";

/** What a parent can do with the rows. */
export interface VirtualRowsHandle {
  /** Brings a row into sight. */
  scrollTo(index: number): void;
  focus(): void;
  /** Whole rows in sight. */
  rowsPerPage(): number;
}

interface VirtualRowsProps extends Omit<HTMLAttributes<HTMLDivElement>, "children"> {
  readonly handle?: Ref<VirtualRowsHandle>;
  readonly count: number;
  /** In pixels, the same for every row. */
  readonly rowHeight: number;
  /** Rows are as wide as the list and cut what is too long; else they are as wide as they need, and the list scrolls. */
  readonly fitsWidth?: boolean;
  readonly keyOf: (index: number) => string | number;
  readonly renderRow: (index: number) => ReactNode;
}

/** Any number of rows of one height, of which only those in sight are in the document; it scrolls by itself. */
export function VirtualRows({
  handle,
  count,
  rowHeight,
  fitsWidth = false,
  keyOf,
  renderRow,
  ...container
}: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the compiler leaves this one component alone, and says so
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 16,
  });
  useImperativeHandle(handle, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index),
    focus: () => scroller.current?.focus(),
    rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
  }));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
    <div ref={scroller} tabIndex={0} {...container}>
      <div role="presentation" className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={String(key)}
            role="presentation"
            className={`absolute top-0 left-0 ${fitsWidth ? "w-full" : "min-w-full"}`}
            style={{ transform: `translateY(${start}px)`, height: rowHeight }}
          >
            {renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
