/** The gaps among the events of a session; cleared with the events, and taken back with them. */
import type { WatchGap } from "@etcd-explorer/shared/model/watch";
import type { ShownGap } from "#/features/watch/model/event-rows.ts";

export class KeptGaps {
  #gaps: readonly ShownGap[] = [];
  #cleared: readonly ShownGap[] = [];
  #next = 1;

  get shown(): readonly ShownGap[] {
    return this.#gaps;
  }

  /** Adds a gap of the watches of these bits, among the events of a history. */
  add(gap: WatchGap, watchBit: number, history: number): void {
    this.#gaps = [...this.#gaps, { ...gap, id: this.#next++, watchBit, history }];
  }

  clear(): void {
    this.#cleared = this.#gaps;
    this.#gaps = [];
  }

  /** Takes the last {@link clear} back. */
  restore(): void {
    this.#gaps = [...this.#cleared, ...this.#gaps];
    this.#cleared = [];
  }
}
