/** Moments and spans of time as people say them. */

/** How long: `20 s`, `5 min`, `2 h 5 min`, `3 d`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** A short time that was measured or waited for: `9.4 ms`, `250 ms`, `2.2 s`, `5 s`. */
export function formatMs(ms: number): string {
  if (ms < 10 && !Number.isInteger(ms)) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** The time of day: `12:41`, or with seconds `12:41:07`. */
export function formatClock(atMs: number, withSeconds = false): string {
  // Always HH:MM:SS first (ECMAScript, TimeString); a list writes many, and `toLocaleTimeString` takes 40 times as long.
  return new Date(atMs).toTimeString().slice(0, withSeconds ? 8 : 5);
}

/** A moment: `12:41`; with the day, where it is not of today: `29 Nov, 12:41`. */
export function formatMoment(atMs: number, nowMs: number, withSeconds = false): string {
  const at = new Date(atMs);
  const time = formatClock(atMs, withSeconds);
  if (at.toDateString() === new Date(nowMs).toDateString()) return time;
  return `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, ${time}`;
}
