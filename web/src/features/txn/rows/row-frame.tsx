import { GripVertical, X } from "lucide-react";
import { useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { classNames } from "#/ui/class-names.ts";
import type { useShownProblem } from "#/lib/shown-problem.ts";
import { startRowDrag } from "./row-drag.ts";
import { useRowFocus } from "./row-focus.ts";

interface RowFrameProps {
  readonly id: string;
  /** What the row is, for its handle: `Condition`, `PUT`. */
  readonly name: string;
  /** What is wrong, once it is to be shown. */
  readonly wrong: string | undefined;
  /** Tells when that is. */
  readonly watch?: ReturnType<typeof useShownProblem>["watch"];
  readonly doubtful: string | undefined;
  readonly note?: string | undefined;
  /** What is typed first: the key. */
  readonly field?: RefObject<HTMLElement | null>;
  readonly onRemove: (id: string) => void;
  /** The columns that its fields stand in, alike in every row of a list. */
  readonly columns: string;
  readonly children: ReactNode;
  /** What stands below the line. */
  readonly below?: ReactNode;
}

/** The frame of every row: a handle to drag it by, its fields, a way to remove it, and what is wrong with it. */
export function RowFrame(props: RowFrameProps) {
  const { id, name, wrong, watch, doubtful, note, field, onRemove, columns, children, below } = props;
  const message = wrong ?? doubtful ?? note;
  const focus = useRowFocus();
  const frame = useRef<HTMLLIElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (frame.current === null || grip.current === null) return undefined;
    const handle = { frame: frame.current, grip: grip.current, field: () => field?.current };
    return focus.addRow(id, handle);
  }, [focus, id, field]);
  return (
    <li
      ref={frame}
      data-row={id}
      {...watch}
      className={classNames(
        // Rows out of sight cost no layout: a transaction may have 128 of each kind.
        "rounded-md border bg-raised px-2 py-1.5 [contain-intrinsic-size:auto_38px] [content-visibility:auto] focus-within:border-faint",
        wrong === undefined ? "border-line" : "border-bad",
      )}
    >
      <div className="flex items-start gap-1.5">
        <button
          ref={grip}
          type="button"
          draggable
          onDragStart={(event) => startRowDrag(event, id)}
          aria-label={`Move ${name}: drag or use arrow keys`}
          title="Drag or use arrow keys to move"
          className="flex h-6 shrink-0 cursor-grab items-center text-muted hover:text-text"
        >
          <GripVertical className="size-3.5" />
        </button>
        <div className={classNames("grid min-w-0 flex-1 items-start gap-1.5", columns)}>{children}</div>
        <button
          type="button"
          aria-label={`Remove ${name}`}
          title="Remove"
          onClick={() => onRemove(id)}
          className="flex h-6 shrink-0 items-center rounded px-0.5 text-muted hover:text-bad"
        >
          <X className="size-3.5" />
        </button>
      </div>
      {below}
      {message !== undefined && (
        <p
          role={wrong === undefined ? undefined : "alert"}
          className={classNames(
            "mt-1 pl-5 text-sm break-words whitespace-pre-line",
            wrong !== undefined ? "text-bad" : doubtful !== undefined ? "text-warn" : "text-muted",
          )}
        >
          {message}
        </p>
      )}
    </li>
  );
}
