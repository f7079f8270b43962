import type { At } from "@etcd-explorer/shared/model/at";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { revisionAt } from "@etcd-explorer/shared/read/clock/time-of";
import { useId, useState } from "react";
import { useClocks } from "#/api/clock/clock-store.ts";
import { parseMoment } from "#/features/compare/model/moment.ts";
import { useNow } from "#/lib/use-now.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";

interface MomentFieldProps {
  readonly label: string;
  readonly at: At;
  readonly connectionId: string;
  readonly onChange: (at: At) => void;
}

/** The revision of a side: `now`, a number, a time as far as the clock knows it, or so many writes ago. */
export function MomentField({ label, at, connectionId, onChange }: MomentFieldProps) {
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
  const read = parseMoment(typed, { newest, nowMs, revisionAt: (ms) => revisionAt(pairs, ms)?.revision });
  const take = () => {
    if ("problem" in read) return;
    if (read.at === at) setTyped(shown);
    else onChange(read.at);
  };
  return (
    <form
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
        aria-invalid={"problem" in read}
        aria-describedby={"problem" in read ? noteId : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Escape") setTyped(shown);
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
      {"problem" in read && (
        <p
          id={noteId}
          className="absolute top-8 right-0 z-20 w-max max-w-72 rounded-md border border-line bg-panel px-2.5 py-1.5 text-sm text-bad shadow-2xl"
        >
          {read.problem}
        </p>
      )}
    </form>
  );
}
