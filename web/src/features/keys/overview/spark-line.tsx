import { classNames } from "#/ui/class-names.ts";

interface SparkLineProps {
  /** From the oldest to the newest; undefined: not known. */
  readonly values: readonly (number | undefined)[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly className?: string;
}

/** How a number went over time, as a line without a scale: its highest value touches the top; it ends where none is known. */
export function SparkLine({ values, widthPx, heightPx, className }: SparkLineProps) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const steps = values.map((value, at) => {
    if (value === undefined) return "";
    const x = (at / Math.max(1, values.length - 1)) * widthPx;
    const isFirst = values[at - 1] === undefined;
    const place = `${x.toFixed(1)},${(heightPx - 2 - (value / most) * (heightPx - 4)).toFixed(1)}`;
    // One that stands alone is a dot.
    return isFirst ? `M${place}h0` : `L${place}`;
  });
  return (
    <svg aria-hidden width={widthPx} height={heightPx} className={classNames("text-accent", className)}>
      <path
        d={steps.join("")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
