/** Events by key, in the order of the keys' names: a group stays where it is while its events come. */
import type { EventNumber } from "./event-log.ts";

/** The events of one key, as they are now. */
export interface KeyGroup {
  readonly text: string;
  /** From the lowest revision on. It grows in place, so what is drawn once for a row must not be told from it alone. */
  readonly events: readonly EventNumber[];
  readonly newest: EventNumber | undefined;
}

export class KeyGroups {
  readonly #groups = new Map<string, EventNumber[]>();
  #names: string[] = [];
  readonly #keyTextOf: (event: EventNumber) => string;

  constructor(keyTextOf: (event: EventNumber) => string) {
    this.#keyTextOf = keyTextOf;
  }

  /** Adds events that come after all that are there. */
  add(events: readonly EventNumber[]): void {
    const before = this.#groups.size;
    for (const event of events) {
      const text = this.#keyTextOf(event);
      const group = this.#groups.get(text);
      if (group === undefined) this.#groups.set(text, [event]);
      else group.push(event);
    }
    if (this.#groups.size > before) this.#names = [...this.#groups.keys()].toSorted();
  }

  clear(): void {
    this.#groups.clear();
    this.#names = [];
  }

  /** The groups from the last name to the first. */
  *lastFirst(): Generator<KeyGroup> {
    for (let at = this.#names.length - 1; at >= 0; at--) {
      const text = this.#names[at] ?? "";
      const events = this.#groups.get(text) ?? [];
      yield { text, events, newest: events.at(-1) };
    }
  }
}
