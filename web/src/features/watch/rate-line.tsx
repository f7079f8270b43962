import { useNow } from "#/lib/use-now.ts";
import type { WatchSession } from "./state/watch-session.ts";

const widthPx = 112;
const heightPx = 22;

/** Events a second, and how many came in each second of the last minute. */
export function RateLine({ session }: { readonly session: WatchSession }) {
  const nowMs = useNow();
  const seconds = session.rate.seconds(nowMs);
  const rate = session.rate.perSecond(nowMs);
  const most = Math.max(1, ...seconds);
  const points = seconds.map((count, at) => {
    const x = (at / (seconds.length - 1)) * widthPx;
    return `${x.toFixed(1)},${(heightPx - 2 - (count / most) * (heightPx - 4)).toFixed(1)}`;
  });
  return (
    <span className="flex items-center gap-2 text-muted" title="Events received in the last 60 s">
      <span className="tabular-nums">{formatRate(rate)}</span>
      <svg aria-hidden width={widthPx} height={heightPx} className="text-accent max-xl:hidden">
        <polyline
          points={points.join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}

/** `142 events/s`, `0.4 events/s`. */
export function formatRate(rate: number): string {
  return `${rate === 0 || rate >= 10 ? Math.round(rate) : rate.toFixed(1)} events/s`;
}
