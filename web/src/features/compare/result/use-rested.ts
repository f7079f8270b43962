import { useEffect, useState } from "react";

/** A value once it has stayed the same for a moment, so that moving through a list reads nothing of the rows passed. */
export function useRested<Value>(value: Value, restMs: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
