interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
}

/** How far something is. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      className="h-1.5 min-w-0 flex-1 overflow-hidden rounded bg-line"
    >
      <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
