/**
 * Where the keyboard goes on in a screen: its list, its form, or what it has in place of them. Each screen marks one
 * element; it gets the focus when somebody goes to the screen, and whenever a key press leaves the focus nowhere
 * (lost-focus.ts).
 */

/** Put this on the element. Where it cannot have the focus itself, the first control in it gets it. */
export const screenPlace = { "data-screen-place": true } as const;

const controls = "input, select, textarea, button, a[href], [tabindex]";

/** What is chosen in a list comes before the others. */
const rank = (element: HTMLElement) =>
  Number(element.matches("[aria-current], [aria-pressed=true], [aria-selected=true]"));

/** The element that gets the focus; undefined: the screen is not there yet. */
export function findScreenPlace(): HTMLElement | undefined {
  for (const place of document.querySelectorAll<HTMLElement>("[data-screen-place]")) {
    const inside = [...place.querySelectorAll<HTMLElement>(controls)];
    const candidates = place.matches(controls) ? [place] : inside.toSorted((one, other) => rank(other) - rank(one));
    const found = candidates.find((element) => !element.matches(":disabled") && element.checkVisibility());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Gives the focus to the screen's place; says whether there is one. */
export function focusScreenPlace(): boolean {
  const place = findScreenPlace();
  place?.focus({ preventScroll: true });
  return place !== undefined;
}
