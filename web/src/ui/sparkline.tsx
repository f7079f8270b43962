interface SparklineProps {
  /** The newest last; undefined: nothing was measured then. */
  readonly values: readonly (number | undefined)[];
  /** What it shows, for a screen reader. */
  readonly label: string;
  readonly tone?: "accent" | "warn";
}

const [width, height] = [116, 24];

/** A small line of numbers over time, scaled to the largest. */
export function Sparkline({ values, label, tone = "accent" }: SparklineProps) {
  const highest = Math.max(0.001, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  const points = values.flatMap((value, at) =>
    value === undefined
      ? []
      : [`${(at * step).toFixed(1)},${(height - 3 - (value / highest) * (height - 6)).toFixed(1)}`],
  );
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={tone === "warn" ? "text-warn" : "text-accent"}
    >
      {points.length > 1 && (
        <polyline
          points={points.join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}
