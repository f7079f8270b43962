import { useEffect, useState } from "react";
import { checkFormat, isChecked, type FormatCheck } from "#/lib/formats/format-check.ts";
import type { Format } from "./formats.ts";

/** Long enough not to check at every key, short enough to be there when one looks up. */
const pauseMs = 200;

interface Checked {
  readonly text: string;
  readonly format: Format;
  readonly result: FormatCheck;
}

/** What a check of the text has found; undefined while it runs, or where the format has no rules. */
export function useFormatCheck(text: string, format: Format): FormatCheck | undefined {
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    if (!isChecked(format)) return undefined;
    let left = false;
    const timer = setTimeout(() => {
      void checkFormat(text, format).then((result) => {
        if (!left) setChecked({ text, format, result });
      });
    }, pauseMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [text, format]);
  return checked?.text === text && checked.format === format ? checked.result : undefined;
}
