/** Undo and redo of something that is edited, as whole states: what is typed in one go is one step. Pure. */

export interface Steps<State> {
  readonly past: readonly State[];
  readonly future: readonly State[];
  /** What the last step was about, and when: more of the same soon after belongs to it. */
  readonly tag: string;
  readonly at: number;
}

export const noSteps: Steps<never> = { past: [], future: [], tag: "", at: 0 };

const mostSteps = 50;
const oneGoMs = 1000;

/** Remembers `before`, which is about to be replaced. An empty `tag`: a step of its own. */
export function addStep<State>(steps: Steps<State>, before: State, tag: string, at: number): Steps<State> {
  const goesOn = tag !== "" && tag === steps.tag && at - steps.at < oneGoMs && steps.past.length > 0;
  const past = goesOn ? steps.past : [...steps.past, before].slice(-mostSteps);
  return { past, future: [], tag, at };
}

/** The state before the last step; `now` can be redone. Undefined: there is none. */
export function stepBack<State>({ past, future }: Steps<State>, now: State) {
  const state = past.at(-1);
  if (state === undefined) return undefined;
  return { state, steps: { past: past.slice(0, -1), future: [...future, now], tag: "", at: 0 } };
}

/** The state that was undone last; `now` can be undone. Undefined: there is none. */
export function stepForward<State>({ past, future }: Steps<State>, now: State) {
  const state = future.at(-1);
  if (state === undefined) return undefined;
  return { state, steps: { past: [...past, now], future: future.slice(0, -1), tag: "", at: 0 } };
}
