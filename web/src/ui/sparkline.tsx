interface SparklineProps {
  /** The newest last; undefined: nothing was measured then. */
  readonly values: readonly (number | undefined)[];
  /** What it shows, for a screen reader. */
  readonly label: string;
  readonly tone?: "accent" | "warn";
}

const [width, height] = [116, 24];

/** A small line of numbers over time, scaled to the largest. Where nothing was measured, there is no line. */
export function Sparkline({ values, label, tone = "accent" }: SparklineProps) {
  const highest = Math.max(0.001, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  const runs: string[][] = [[]];
  for (const [at, value] of values.entries()) {
    if (value === undefined) runs.push([]);
    else runs.at(-1)?.push(`${(at * step).toFixed(1)},${(height - 3 - (value / highest) * (height - 6)).toFixed(1)}`);
  }
  const lines = runs.filter(({ length }) => length > 1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={tone === "warn" ? "text-warn" : "text-accent"}
    >
      {lines.map((points) => (
        <polyline
          key={points[0]}
          points={points.join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}
