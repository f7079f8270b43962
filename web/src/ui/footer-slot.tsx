import { useSyncExternalStore, type ReactNode } from "react";
import { createPortal } from "react-dom";

/** The element in the footer that the screen above may fill; undefined while there is none. */
const place: { current: HTMLElement | undefined } = { current: undefined };
const listeners = new Set<() => void>();

function take(element: HTMLElement | null): void {
  place.current = element ?? undefined;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the footer shows what {@link FooterNote} says. */
export function FooterSlot() {
  return <span ref={take} className="shrink-0 empty:hidden" />;
}

/** What a screen says in the footer, beside the last request. */
export function FooterNote({ children }: { readonly children: ReactNode }) {
  const slot = useSyncExternalStore(subscribe, () => place.current);
  return slot === undefined ? null : createPortal(children, slot);
}
