import { describeRevisionTime, formatRevisionTime } from "@etcd-explorer/shared/read/clock/revision-time-text";
import type { RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { useToday } from "#/lib/use-today.ts";

interface RevisionTimeTextProps {
  readonly time: RevisionTime;
  /** What stands before it, where anything is known. */
  readonly before?: string;
  readonly after?: string;
  readonly className?: string;
}

/** When a revision was written, with a hint where that is not exact; nothing where nothing is known. */
export function RevisionTimeText({ time, before = "", after = "", className = "" }: RevisionTimeTextProps) {
  const todayMs = useToday();
  const text = formatRevisionTime(time, todayMs);
  if (text === undefined) return null;
  return (
    <span className={`tabular-nums ${className}`} title={describeRevisionTime(time, todayMs)}>
      {before}
      {text}
      {after}
    </span>
  );
}
