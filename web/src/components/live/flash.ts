/**
 * Rows that light up for a moment because somebody else wrote their keys. Only those in the document are touched, and
 * nothing is rendered for it.
 */

const flashMs = 1200;
/** A light fades by steps: at the pace of the screen, a few rows alone would take a tenth of a core. */
const stepMs = 120;
/** More than fit on a screen: beyond them nobody sees which ones. */
const mostFlashes = 80;

interface Flash {
  readonly animation: Animation;
  readonly element: Element;
  readonly startedMs: number;
}

/** Lights rows up; one that is lit begins anew. */
export class Flashes {
  readonly #running = new Map<string, Flash>();
  readonly #document: Document;
  readonly #onScroll = () => requestAnimationFrame(() => this.#settle());
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(document: Document) {
    this.#document = document;
    document.addEventListener("scroll", this.#onScroll, { capture: true, passive: true });
  }

  /**
   * Lights up what shows the keys: of the elements that may show one, the first in sight. Rows are used again for others
   * when the list moves: a light goes with its key.
   */
  show(keys: Iterable<readonly string[]>): void {
    this.#settle();
    const found = this.#elements();
    const lit = new Set<string>();
    for (const ids of keys) {
      if (lit.size >= mostFlashes) return;
      const id = ids.find((one) => found.has(one));
      const element = id === undefined ? undefined : found.get(id);
      if (id === undefined || element === undefined || lit.has(id)) continue;
      lit.add(id);
      this.#light(id, element, performance.now());
    }
  }

  end(): void {
    this.#document.removeEventListener("scroll", this.#onScroll, { capture: true });
    for (const id of this.#running.keys()) this.#putOut(id);
  }

  /** What may light up, by its ID: gathered once for however many keys. */
  #elements(): ReadonlyMap<string, Element> {
    const found = new Map<string, Element>();
    for (const element of this.#document.querySelectorAll("[data-key], [id]")) {
      const id = element.getAttribute("data-key") ?? element.id;
      if (!found.has(id)) found.set(id, element);
    }
    return found;
  }

  #light(id: string, element: Element, startedMs: number): void {
    this.#running.get(id)?.animation.cancel();
    const isStill = this.#document.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches === true;
    const start = { backgroundColor: "var(--color-ok-bg)", offset: 0 };
    // Left out, the end is the row's own colour, whatever that is by then.
    const frames = isStill ? [start, { ...start, offset: 1 }] : [start];
    const animation = element.animate(frames, { duration: flashMs, easing: "ease-in" });
    animation.pause();
    animation.currentTime = performance.now() - startedMs;
    this.#running.set(id, { animation, element, startedMs });
    this.#timer ??= setInterval(() => this.#step(), stepMs);
  }

  #step(): void {
    const nowMs = performance.now();
    for (const [id, { animation, startedMs }] of this.#running) {
      if (nowMs - startedMs >= flashMs) this.#putOut(id);
      else animation.currentTime = nowMs - startedMs;
    }
  }

  #putOut(id: string): void {
    this.#running.get(id)?.animation.cancel();
    this.#running.delete(id);
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** What the list has moved since. */
  #settle(): void {
    const moved = [...this.#running].filter(([id, { element }]) => {
      return !element.isConnected || (element.id !== id && element.getAttribute("data-key") !== id);
    });
    if (moved.length === 0) return;
    const found = this.#elements();
    for (const [id, { startedMs }] of moved) {
      const element = found.get(id);
      this.#putOut(id);
      if (element !== undefined) this.#light(id, element, startedMs);
    }
  }
}
