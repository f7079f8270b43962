import { useState, type KeyboardEvent, type PointerEvent } from "react";

interface PaneSeparatorProps {
  /** Names the pane before it, whose width it sets. */
  readonly label: string;
  readonly widthPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly onWidth: (widthPx: number) => void;
  /** Back to the width that the pane has by itself. */
  readonly onReset: () => void;
}

const stepPx = 16;

/** The line between two panes: dragged, or moved by arrow keys, it sets the width of the left one. */
export function PaneSeparator({ label, widthPx, minPx, maxPx, onWidth, onReset }: PaneSeparatorProps) {
  const [drag, setDrag] = useState<{ readonly x: number; readonly widthPx: number }>();
  const set = (wanted: number) => onWidth(Math.max(minPx, Math.min(maxPx, wanted)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") set(widthPx - stepPx);
    else if (event.key === "ArrowRight") set(widthPx + stepPx);
    else if (event.key === "Home") set(minPx);
    else if (event.key === "End") set(maxPx);
    else if (event.key === "Enter") onReset();
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ x: event.clientX, widthPx });
  };
  return (
    // A separator that can be focused is a widget: WAI-ARIA 1.2, role separator.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(widthPx)}
      aria-valuemin={minPx}
      aria-valuemax={Math.round(maxPx)}
      title="Drag to resize, double-click to reset"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (drag !== undefined) set(drag.widthPx + event.clientX - drag.x);
      }}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
      data-dragging={drag !== undefined}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 hover:after:bg-accent focus-visible:outline-none focus-visible:after:bg-accent data-[dragging=true]:after:bg-accent"
    />
  );
}
