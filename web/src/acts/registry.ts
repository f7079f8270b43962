/** Which acts can be done now, and how: filled by the screens through use-act.ts. */
import { create } from "zustand";
import type { ActId } from "./table.ts";

export interface Handler {
  /** Does the act. `text` comes from the palette, for acts that take one. */
  readonly run: (text?: string) => void;
  /** Why it cannot be done just now, for the tooltip; undefined: it can. */
  readonly unavailable: string | undefined;
}

type Handlers = Readonly<Partial<Record<ActId, readonly Handler[]>>>;

export const useHandlers = create<Handlers>()(() => ({}));

/** Registers a handler above those that are there; the returned function takes it away again. */
export function registerAct(id: ActId, handler: Handler): () => void {
  useHandlers.setState((all) => ({ [id]: [...(all[id] ?? []), handler] }));
  return () => useHandlers.setState((all) => ({ [id]: (all[id] ?? []).filter((known) => known !== handler) }));
}

/** The handler that stands for the act now: the one registered last. */
export function handlerOf(handlers: Handlers, id: ActId): Handler | undefined {
  return handlers[id]?.at(-1);
}

/** Does an act if it can be done now; says whether it could. */
export function runAct(id: ActId, text?: string): boolean {
  const handler = handlerOf(useHandlers.getState(), id);
  if (handler === undefined || handler.unavailable !== undefined) return false;
  handler.run(text);
  return true;
}
