/**
 * The connection's name, as it was typed before a dangerous act. For a few minutes acts of the same kind on the same
 * connection ask no more for it: whoever types it for every one of many keep-alives types it blindly. In memory only.
 */
import { create } from "zustand";

/** How long a typed name counts for further acts of its kind. */
export const rememberedMs = 5 * 60_000;

interface ConfirmedNames {
  /** The only connection that anything is remembered of; undefined: none was on the screen yet. */
  readonly connectionId: string | undefined;
  /** Until when, in ms of the wall clock, by kind of act. */
  readonly until: ReadonlyMap<string, number>;
}

const nothing: ConfirmedNames["until"] = new Map();

export const useConfirmedNames = create<ConfirmedNames>()(() => ({ connectionId: undefined, until: nothing }));

/** Remembers that the name of a connection was typed for an act of this kind. */
export function rememberName(connectionId: string, kind: string): void {
  const untilMs = Date.now() + rememberedMs;
  useConfirmedNames.setState((before) => {
    const others = before.connectionId === connectionId ? before.until : nothing;
    return { connectionId, until: new Map([...others, [kind, untilMs]]) };
  });
  // An open dialog asks again as soon as the time is over.
  setTimeout(() => forgetExpired(kind, untilMs), rememberedMs);
}

/** Until when the name counts as typed, in ms of the wall clock; undefined: it is asked for. */
export function confirmedUntil(names: ConfirmedNames, connectionId: string, kind: string): number | undefined {
  const untilMs = names.connectionId === connectionId ? names.until.get(kind) : undefined;
  if (untilMs === undefined) return undefined;
  const leftMs = untilMs - Date.now();
  // Timers rest while a computer sleeps, and its clock may be set back: what counts is the time that it is.
  return leftMs > 0 && leftMs <= rememberedMs ? untilMs : undefined;
}

/** Forgets every name: who signs out, locks the connection or leaves it is asked again. */
export function forgetNames(): void {
  useConfirmedNames.setState({ until: nothing });
}

/** Another connection is on the screen: what was typed for the one before is forgotten. */
export function forgetNamesOfOthers(connectionId: string): void {
  useConfirmedNames.setState((before) =>
    before.connectionId === connectionId ? before : { connectionId, until: nothing },
  );
}

function forgetExpired(kind: string, untilMs: number): void {
  useConfirmedNames.setState((before) =>
    before.until.get(kind) === untilMs ? { until: new Map([...before.until].filter(([of]) => of !== kind)) } : before,
  );
}
