import { useEffect, useState } from "react";

/** Whether something has gone on for a while: what is over before it could be read is not shown at all. */
export function useLasting(on: boolean, afterMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => setLasts(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [on, afterMs]);
  return on && lasts;
}
