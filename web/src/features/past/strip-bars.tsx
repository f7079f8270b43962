import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { useId, useState, type KeyboardEvent } from "react";
import { classNames } from "#/ui/class-names.ts";
import { formatCount } from "#/lib/format.ts";
import { nextBar, type Strip, type StripBar } from "./strip-model.ts";

interface StripBarsProps {
  readonly strip: Strip;
  readonly onView: (revision: Revision) => void;
}

/** The known writes as bars: a press on one leads there, and so do arrow keys and Enter. */
export function StripBars({ strip, onView }: StripBarsProps) {
  const { bars, horizonAt, hereAt } = strip;
  const id = useId();
  const [marked, setMarked] = useState(-1);
  const isMarked = bars[marked]?.last !== undefined;
  const hasWrites = bars.some(({ last }) => last !== undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const from = isMarked ? marked : -1;
    const to = moveOf(event.key, bars, from);
    if (to !== undefined) setMarked(to);
    else if (event.key === "Enter" || event.key === " ") view(bars[marked]);
    else return;
    event.preventDefault();
  };
  const view = (bar: StripBar | undefined) => {
    if (bar?.last !== undefined) onView(bar.last);
  };
  return (
    <div className="absolute inset-x-0 top-1 bottom-[17px]">
      <div
        role="listbox"
        aria-label="Known writes"
        aria-orientation="horizontal"
        aria-activedescendant={isMarked ? `${id}-${marked}` : undefined}
        tabIndex={hasWrites ? 0 : -1}
        onKeyDown={onKeyDown}
        onBlur={() => setMarked(-1)}
        className="group/strip absolute inset-y-0 right-0 flex items-end gap-px rounded-sm"
        style={{ left: `${horizonAt * 100}%` }}
      >
        {bars.map((bar, index) =>
          bar.last === undefined ? (
            <span key={bar.from} aria-hidden className="h-px min-w-0 flex-1 bg-line" />
          ) : (
            // The list around it has the focus and handles the keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <span
              key={bar.from}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === marked}
              aria-label={describeBar(bar)}
              title={describeBar(bar)}
              onClick={() => view(bar)}
              className="group/bar flex h-full min-w-0 flex-1 cursor-pointer items-end"
            >
              <span
                style={{ height: `${bar.height * 100}%` }}
                className={classNames(
                  "w-full rounded-t-[1px] group-hover/bar:bg-warn",
                  bar.isLater ? "bg-faint" : "bg-accent/50",
                  index === marked && "outline outline-1 outline-offset-1 outline-accent",
                )}
              />
            </span>
          ),
        )}
      </div>
      <span
        aria-hidden
        className="absolute -top-0.5 -bottom-0.5 border-l border-dashed border-warn"
        style={{ left: `${horizonAt * 100}%` }}
      />
      <span
        aria-hidden
        className="absolute -top-0.5 -bottom-0.5 w-0.5 -translate-x-px bg-warn"
        style={{ left: `${hereAt * 100}%` }}
      />
    </div>
  );
}

function moveOf(key: string, bars: readonly StripBar[], from: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return nextBar(bars, from, 1);
    case "ArrowLeft":
      return nextBar(bars, from, -1);
    case "Home":
      return nextBar(bars, -1, 1);
    case "End":
      return nextBar(bars, -1, -1);
    default:
      return undefined;
  }
}

function describeBar({ from, to, writes, last }: StripBar): string {
  const revisions =
    from === to ? `Revision ${formatGrouped(from)}` : `Revisions ${formatGrouped(from)} to ${formatGrouped(to)}`;
  const newest = last === undefined ? "" : `, newest ${formatGrouped(last)}`;
  return `${revisions}: ${formatCount(formatGrouped(writes), "known write", "known writes")}${newest}`;
}
