/** What the footer tells of watches: how many there are on a connection, and what came. */
import { create } from "zustand";

interface Traffic {
  readonly watches: number;
  readonly receivedBytes: number;
}

export const useLiveTraffic = create<Readonly<Record<string, Traffic>>>()(() => ({}));

// What comes a thousand times a second is told a few times a second.
const toldEveryMs = 250;
const untold = new Map<string, Traffic>();
let timer: ReturnType<typeof setTimeout> | undefined;

function tell(): void {
  timer = undefined;
  useLiveTraffic.setState(Object.fromEntries(untold));
}

/** Notes `bytes` that came for the watches of a connection, of which there are `watches` now. */
export function noteTraffic(connectionId: string, bytes: number, watches: number): void {
  const receivedBytes = (untold.get(connectionId)?.receivedBytes ?? 0) + bytes;
  untold.set(connectionId, { watches, receivedBytes });
  timer ??= setTimeout(tell, toldEveryMs);
}
