/** How many events came in each of the last seconds. */

/** What the line shows. */
export const rateSeconds = 60;
/** The figure is the mean of so many whole seconds. */
const meanSeconds = 5;

export class EventRate {
  /** By the second: its number, and what came in it. */
  #seconds: { second: number; count: number }[] = [];

  note(nowMs: number, count: number): void {
    const second = Math.floor(nowMs / 1000);
    const last = this.#seconds.at(-1);
    if (last?.second === second) last.count += count;
    else this.#seconds.push({ second, count });
    if (this.#seconds.length > rateSeconds + 1) this.#seconds.shift();
  }

  /** Of the whole seconds before now, the oldest first. */
  seconds(nowMs: number): readonly number[] {
    const now = Math.floor(nowMs / 1000);
    const counts = new Map(this.#seconds.map(({ second, count }) => [second, count]));
    return Array.from({ length: rateSeconds }, (_, at) => counts.get(now - rateSeconds + at) ?? 0);
  }

  /** Events a second, of late. */
  perSecond(nowMs: number): number {
    return (
      this.seconds(nowMs)
        .slice(-meanSeconds)
        .reduce((sum, count) => sum + count, 0) / meanSeconds
    );
  }
}
