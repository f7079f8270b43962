import { useRef } from "react";
import { typeAheadPauseMs, typesName } from "./type-ahead.ts";

export interface TypedName {
  /** Takes a key press; says whether it was one of a name. Any other key ends the name. */
  readonly type: (key: string) => boolean;
  readonly end: () => void;
  /** Whether the next letter goes on with the name. */
  readonly isUnderWay: () => boolean;
}

/** A name that is typed letter by letter in a list, looked for with every letter. `nowMs`: the clock. */
export function useTypedName(onTyped: (text: string) => void, nowMs = () => performance.now()): TypedName {
  const typed = useRef({ text: "", atMs: 0 });
  const isUnderWay = () => typed.current.text !== "" && nowMs() - typed.current.atMs < typeAheadPauseMs;
  const end = () => {
    typed.current = { text: "", atMs: 0 };
  };
  return {
    type: (key) => {
      const before = isUnderWay() ? typed.current.text : "";
      if (!typesName(key, before)) {
        end();
        return false;
      }
      // One letter again and again goes from one such name to the next.
      const text = before === key ? key : before + key;
      typed.current = { text, atMs: nowMs() };
      onTyped(text);
      return true;
    },
    end,
    isUnderWay,
  };
}
