import { classNames } from "#/ui/class-names.ts";

interface SparkLineProps {
  /** From the oldest to the newest. */
  readonly values: readonly number[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly className?: string;
}

/** How a number went over time, as a line without a scale: its highest value touches the top. */
export function SparkLine({ values, widthPx, heightPx, className }: SparkLineProps) {
  const most = Math.max(1, ...values);
  const points = values.map((value, at) => {
    const x = (at / Math.max(1, values.length - 1)) * widthPx;
    return `${x.toFixed(1)},${(heightPx - 2 - (value / most) * (heightPx - 4)).toFixed(1)}`;
  });
  return (
    <svg aria-hidden width={widthPx} height={heightPx} className={classNames("text-accent", className)}>
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
