import { startTransition, useEffect, useState } from "react";

/** A pause in typing; shorter than one notices. */
const pauseMs = 120;

/** The value as it was when it last stood still for a moment: for what costs more than a keystroke may. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(() => value)), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
