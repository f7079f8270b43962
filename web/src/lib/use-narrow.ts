import { useWindowWidth } from "./use-window-width.ts";

/** As Tailwind's `md`: below it one pane is shown at a time, and the screens are listed at the bottom. */
const roomyPx = 768;

/** Whether the window is as narrow as a phone's. */
export function useNarrow(): boolean {
  return useWindowWidth() < roomyPx;
}
