import type { At } from "@etcd-explorer/shared/model/at";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useId, useState } from "react";
import { useClocks } from "#/api/clock/clock-store.ts";
import { parseMoment, type Moment } from "#/features/compare/model/moment.ts";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { useNow } from "#/lib/use-now.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";

interface MomentFieldProps {
  readonly label: string;
  readonly at: At;
  readonly connectionId: string;
  readonly onChange: (at: At) => void;
  /** What is left in the field is no revision, or is one again. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** The revision of a side: `now`, a number, a time as far as the clock knows it, or so many writes ago. */
export function MomentField({ label, at, connectionId, onChange, onProblem }: MomentFieldProps) {
  const newest = useRequestLog(({ revisions }) => revisions[connectionId]);
  const pairs = useClocks((clocks) => clocks[connectionId]) ?? [];
  const nowMs = performance.timeOrigin + useNow();
  const shown = at === "live" ? "now" : formatGrouped(at);
  const [typed, setTyped] = useState(shown);
  const [placed, setPlaced] = useState(shown);
  const noteId = useId();
  const optionsId = useId();
  if (placed !== shown) {
    setPlaced(shown);
    setTyped(shown);
  }
  // The ends of what can be viewed are not read here: the comparison itself says what etcd has no more.
  const parse = (text: string) => parseMoment(text, { ends: undefined, newest, pairs, nowMs });
  const read = parse(typed);
  const problem = problemOf(read);
  const told = useShownProblem(problem, typed);
  // Once the field was left with it, the side tells the problem, and follows what is typed.
  const [isTold, setTold] = useState(false);
  const tell = (found: string | undefined) => {
    setTold(found !== undefined);
    onProblem(found);
  };
  const take = () => {
    // Told at once, it would disable the button that is about to get the focus, which would then be nowhere.
    if ("problem" in read) {
      setTimeout(() => tell(read.problem));
      return;
    }
    tell(undefined);
    if (read.at === at) setTyped(shown);
    else onChange(read.at);
  };
  return (
    <form
      {...told.watch}
      className="relative shrink-0"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <input
        aria-label={label}
        list={optionsId}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        title="now, a revision, a time such as 12:41, or “100 writes ago”"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : noteId}
        onFocus={(event) => event.currentTarget.select()}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (isTold) tell(problemOf(parse(value)));
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setTyped(shown);
          tell(undefined);
        }}
        className={classNames(inputLook, "w-36! tabular-nums")}
      />
      <datalist id={optionsId}>
        {["now", "100 writes ago", "1000 writes ago"].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
      {!isTold && told.shown !== undefined && (
        <p
          id={noteId}
          className="absolute top-8 right-0 z-20 w-max max-w-72 rounded-md border border-line bg-panel px-2.5 py-1.5 text-sm text-bad shadow-2xl"
        >
          {told.shown}
        </p>
      )}
    </form>
  );
}

function problemOf(read: Moment): string | undefined {
  return "problem" in read ? read.problem : undefined;
}
