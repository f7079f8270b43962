/** Follows ranges that change, as while one scrolls, with as few openings and closings of watches as can be. */
import { holdsAll, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { idOfSpans } from "./live-spans.ts";

/** A range that is left is followed so long yet: one often comes back to it. */
export const lingerMs = 2000;

interface Follower {
  readonly span: KeySpan;
  readonly close: () => void;
  /** Ends it; undefined while its range is wanted. */
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class SpanFollowers {
  readonly #follow: (span: KeySpan) => { readonly close: () => void };
  readonly #onClosed: (span: KeySpan) => void;
  readonly #most: number;
  /** In the order in which they were wanted last. */
  readonly #followers = new Map<string, Follower>();

  /** `follow` opens a watch; `onClosed` hears of one that is closed because nobody wants it; at most `most` are open. */
  constructor(
    follow: (span: KeySpan) => { readonly close: () => void },
    onClosed: (span: KeySpan) => void,
    most: number = Number.POSITIVE_INFINITY,
  ) {
    this.#follow = follow;
    this.#onClosed = onClosed;
    this.#most = most;
  }

  /** Follows these ranges: what is followed already goes on, and what is left ends a moment later. */
  set(spans: readonly KeySpan[]): void {
    const wanted = new Map<string, Follower>();
    const missing: KeySpan[] = [];
    for (const span of spans) {
      const known = this.#followers.get(idOfSpans([span])) ?? this.#holding(span);
      if (known === undefined) missing.push(span);
      else wanted.set(idOfSpans([known.span]), known);
    }
    for (const [id, follower] of this.#followers) {
      if (!wanted.has(id)) follower.timer ??= setTimeout(() => this.#end(id, follower), lingerMs);
    }
    for (const [id, follower] of wanted) {
      clearTimeout(follower.timer);
      follower.timer = undefined;
      this.#followers.delete(id);
      this.#followers.set(id, follower);
    }
    for (const span of missing) this.#open(span);
  }

  close(): void {
    for (const follower of this.#followers.values()) {
      clearTimeout(follower.timer);
      follower.close();
    }
    this.#followers.clear();
  }

  #holding(span: KeySpan): Follower | undefined {
    return [...this.#followers.values()].find((follower) => holdsAll([follower.span], span));
  }

  #open(span: KeySpan): void {
    for (const [id, follower] of this.#followers) {
      if (this.#followers.size < this.#most) break;
      if (follower.timer !== undefined) this.#end(id, follower);
    }
    this.#followers.set(idOfSpans([span]), { span, close: this.#follow(span).close, timer: undefined });
  }

  #end(id: string, follower: Follower): void {
    clearTimeout(follower.timer);
    this.#followers.delete(id);
    follower.close();
    this.#onClosed(follower.span);
  }
}
