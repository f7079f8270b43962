/** Tells a screen of what changes: at the next frame, figures and states less often, and what a person does at once. */
import type { SessionView } from "./session-view.ts";

/** Figures change no more often: they could not be read. */
const slowMs = 200;

export class ViewFeed {
  readonly #look: () => SessionView;
  readonly #schedule: (run: () => void) => void;
  readonly #listeners = new Set<() => void>();
  readonly #slowListeners = new Set<() => void>();
  #isScheduled = false;
  #isSlowScheduled = false;
  #view: SessionView;
  #slowView: SessionView;

  /** `look` makes what is shown; `schedule` runs what it is given at the next frame. */
  constructor(look: () => SessionView, schedule: (run: () => void) => void) {
    this.#look = look;
    this.#schedule = schedule;
    this.#view = look();
    this.#slowView = this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): SessionView => this.#view;

  /** For what need not change with every frame: figures and states. What a person does is there at once. */
  readonly subscribeSlow = (listener: () => void): (() => void) => {
    this.#slowListeners.add(listener);
    return () => this.#slowListeners.delete(listener);
  };

  readonly slowView = (): SessionView => this.#slowView;

  /** Something has changed. */
  soon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      this.#showRows();
      if (this.#isSlowScheduled) return;
      this.#isSlowScheduled = true;
      setTimeout(() => this.#showAll(), slowMs);
    });
  }

  /** Somebody has changed something, and waits for it. */
  now(): void {
    this.#showRows();
    this.#showAll();
  }

  #showRows(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #showAll(): void {
    this.#isSlowScheduled = false;
    this.#slowView = this.#view;
    for (const listener of this.#slowListeners) listener();
  }
}
