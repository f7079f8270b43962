/** Takes the keyboard to a screen that is about to appear (screen-place.ts). */
import { isFocusFree } from "./lost-focus.ts";
import { findScreenPlace } from "./screen-place.ts";

/** What a person does first counts more than what was to come. */
const overtakers = ["keydown", "pointerdown"] as const;

let waiting: AbortController | undefined;

/**
 * Gives the focus to the next screen's place as soon as it is there. `from`: the place that is being left. `isAsked`:
 * somebody goes there, and leaves behind what has the focus. Else, and once somebody does something else meanwhile, only a
 * focus that nobody has chosen is taken.
 */
export function arriveAtScreen({
  from,
  isAsked,
}: {
  readonly from?: HTMLElement | undefined;
  readonly isAsked: boolean;
}): void {
  waiting?.abort();
  const end = new AbortController();
  waiting = end;
  const { signal } = end;
  let mayTake = isAsked;
  const tryIt = () => {
    const place = findScreenPlace();
    if (place === undefined || place === from || document.querySelector("dialog[open]") !== null) return;
    end.abort();
    if (mayTake || isFocusFree()) place.focus({ preventScroll: true });
  };
  tryIt();
  if (signal.aborted) return;
  const observer = new MutationObserver(tryIt);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
  const onOvertaken = () => {
    mayTake = false;
  };
  for (const event of overtakers) window.addEventListener(event, onOvertaken, { capture: true, once: true, signal });
}

/**
 * Takes the keyboard to the first screen, and to each one that takes the place of another: `main` has the focus only where
 * a screen has taken it away with it. The returned function ends it.
 */
export function arriveWhenLost(): () => void {
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches("main")) arriveAtScreen({ isAsked: false });
  };
  arriveAtScreen({ isAsked: false });
  document.addEventListener("focusin", onFocusIn);
  return () => document.removeEventListener("focusin", onFocusIn);
}
