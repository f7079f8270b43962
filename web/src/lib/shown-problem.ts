/**
 * When a problem of what is being typed is shown: nobody is told at the first key that a key is not there yet. Where the
 * focus is, a new problem waits for a pause or for the focus to leave; one that is seen goes as soon as it is solved.
 */
import { useEffect, useReducer, useRef, type FocusEvent } from "react";

/** Longer than between two keys. */
const pauseMs = 1000;

interface Shown {
  /** Whether the focus is where it is typed. */
  readonly active: boolean;
  /** Whether a problem is shown, if there is one. */
  readonly visible: boolean;
}

export interface ShownEvent {
  readonly kind: "drawn" | "focus" | "leave" | "edit" | "pause";
  /** Whether there is a problem now. */
  readonly wrong: boolean;
}

export const notDrawn: Shown = { active: false, visible: false };

/** The next state. What has the focus as soon as it is drawn is new: its problem waits as well. */
export function nextShown({ active, visible }: Shown, { kind, wrong }: ShownEvent): Shown {
  switch (kind) {
    case "drawn":
      return { active, visible: visible || !active };
    case "focus":
      return { active: true, visible: visible && wrong };
    case "leave":
      return { active: false, visible: true };
    case "edit":
      return { active, visible: active ? visible && wrong : true };
    case "pause":
      return { active, visible: active ? wrong : true };
    default:
      return kind satisfies never;
  }
}

interface ShownProblem<Problem> {
  readonly shown: Problem | undefined;
  /** For the element around all that is typed. */
  readonly watch: {
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** The problem as it is to be shown now. `typed`: another object or text after every edit. */
export function useShownProblem<Problem>(problem: Problem | undefined, typed: unknown): ShownProblem<Problem> {
  const wrong = problem !== undefined;
  const [{ visible }, tell] = useReducer(nextShown, notDrawn);
  const first = useRef(typed);
  useEffect(() => {
    // What nobody has typed in yet waits for the focus to leave.
    const isNew = typed === first.current;
    tell({ kind: isNew ? "drawn" : "edit", wrong });
    if (!wrong || isNew) return undefined;
    const timer = setTimeout(() => tell({ kind: "pause", wrong }), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, wrong]);
  return {
    shown: visible ? problem : undefined,
    watch: {
      onFocus: () => tell({ kind: "focus", wrong }),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && currentTarget.contains(relatedTarget)) return;
        tell({ kind: "leave", wrong });
      },
    },
  };
}
