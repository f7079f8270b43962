/**
 * Rows that light up for a moment because somebody else wrote their keys. Only those in the document are touched, and
 * nothing is rendered for it.
 */
const flashMs = 1200;
/** More than fit on a screen: beyond them nobody sees which ones. */
const mostFlashes = 80;

interface Flash {
  readonly animation: Animation;
  readonly element: Element;
}

/** Lights rows up; one that is lit begins anew. */
export class Flashes {
  readonly #running = new Map<string, Flash>();
  readonly #document: Document;
  readonly #onScroll = () => requestAnimationFrame(() => this.#settle());

  constructor(document: Document) {
    this.#document = document;
    document.addEventListener("scroll", this.#onScroll, { capture: true, passive: true });
  }

  /** Lights up what shows the keys: of the elements that may show one, the first in sight. Rows are used again for others when the list moves: a light goes with its key. */
  show(keys: Iterable<readonly string[]>): void {
    this.#settle();
    const lit = new Set<string>();
    for (const ids of keys) {
      if (lit.size >= mostFlashes) return;
      const found = this.#find(ids);
      if (found === undefined || lit.has(found.id)) continue;
      lit.add(found.id);
      this.#light(found.id, found.element, 0);
    }
  }

  end(): void {
    this.#document.removeEventListener("scroll", this.#onScroll, { capture: true });
    for (const { animation } of this.#running.values()) animation.cancel();
    this.#running.clear();
  }

  #find(ids: readonly string[]): { readonly id: string; readonly element: Element } | undefined {
    for (const id of ids) {
      const element = this.#document.querySelector(`#${id}, [data-key="${id}"]`);
      if (element !== null) return { id, element };
    }
    return undefined;
  }

  #light(id: string, element: Element, fromMs: number): void {
    this.#running.get(id)?.animation.cancel();
    const isStill = this.#document.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches === true;
    const start = { backgroundColor: "var(--color-ok-bg)", offset: 0 };
    // Left out, the end is the row's own colour, whatever that is by then.
    const frames = isStill ? [start, { ...start, offset: 1 }] : [start];
    const animation = element.animate(frames, { duration: flashMs, easing: "ease-in" });
    animation.currentTime = fromMs;
    this.#running.set(id, { animation, element });
    animation.finished.then(
      () => this.#running.delete(id),
      () => undefined,
    );
  }

  /** What the list has moved since. */
  #settle(): void {
    for (const [id, { animation, element }] of this.#running) {
      if (element.id === id || element.getAttribute("data-key") === id) continue;
      const { currentTime } = animation;
      animation.cancel();
      this.#running.delete(id);
      const moved = this.#find([id]);
      if (moved !== undefined && typeof currentTime === "number") this.#light(id, moved.element, currentTime);
    }
  }
}
