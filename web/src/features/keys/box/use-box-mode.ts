import { useState } from "react";
import type { BoxMode } from "./box-field.ts";

/**
 * The mode of the box. It is set at once by whoever asks for one, so that what is typed next is meant so, and follows the
 * address, which comes after: a link to a search or a filter, and the way back.
 */
export function useBoxMode(isFinding: boolean, isFiltered: boolean): [BoxMode, (mode: BoxMode) => void] {
  const place = isFinding ? "find" : isFiltered ? "filter" : "goto";
  const [mode, setMode] = useState<BoxMode>(place);
  const [seen, setSeen] = useState(place);
  if (seen !== place) {
    setSeen(place);
    // A filter that is emptied is still being typed.
    if (place !== "goto" || mode === "find") setMode(place);
  }
  return [mode, setMode];
}
