import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { CircleAlert, Square } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { formatDuration } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import type { FindScope } from "./find-search.ts";
import { formatCost, formatFound, formatRate, type FindState } from "./find-model.ts";

interface FindStatusProps {
  readonly state: FindState;
  readonly where: FindScope;
  readonly nowMs: number;
  readonly onConfirm: () => void;
  /** Looks through values too, whose cost was told. */
  readonly onGoOn: () => void;
  readonly onStop: () => void;
}

/** What the find costs, how far it is, and how it ended. */
export function FindStatus({ state, where, nowMs, onConfirm, onGoOn, onStop }: FindStatusProps) {
  switch (state.phase) {
    case "idle":
      return null;
    case "counting":
      return (
        <Bar>
          <p className="text-muted">Counting keys…</p>
        </Bar>
      );
    case "confirming":
      return (
        <Bar>
          <p role="alert">{formatCost(state.cost, where === "values" ? "values" : "keys")}</p>
          <p className="text-sm text-muted">
            {where === "both" ? "Names come first; you are asked again before values." : "You can stop at any time."}
          </p>
          <div className="flex justify-end gap-2">
            <Button onClick={onStop}>Cancel</Button>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it answers what was just asked for */}
            <Button variant="primary" autoFocus onClick={onConfirm}>
              Start search
            </Button>
          </div>
        </Bar>
      );
    case "running": {
      const { done, total, matched } = state.progress ?? { done: 0, total: state.names?.total ?? 0, matched: 0 };
      const all = matched + (state.names?.matched ?? 0);
      return (
        <Bar>
          <div className="flex items-center gap-2">
            <ProgressBar label="Keys searched" done={done} total={total} />
            <ActButton act="find.stop" label="Stop" icon={<Square />} />
          </div>
          <p className="text-sm text-muted">
            {where === "both" && (state.place === "keys" ? "Names: " : "Values: ")}
            {formatGrouped(done)} of {formatGrouped(total)} keys · {formatGrouped(all)} found ·{" "}
            {formatRate(done, nowMs - state.startedMs)}
          </p>
        </Bar>
      );
    }
    case "ended":
      return <Ended state={state} onGoOn={onGoOn} />;
    default:
      return state satisfies never;
  }
}

interface EndedProps {
  readonly state: FindState & { phase: "ended" };
  readonly onGoOn: () => void;
}

function Ended({ state, onGoOn }: EndedProps) {
  const { ending, valuesCost, tookMs } = state;
  const progress = state.progress ?? state.names;
  return (
    <Bar>
      {typeof ending === "object" && (
        <p role="alert" className="flex gap-1.5 text-bad" title={adviseFailure(ending)}>
          <CircleAlert className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">
            {describeFailure(ending)}
            {progress === undefined ? "" : ". Earlier results are listed below."}
          </span>
        </p>
      )}
      {progress === undefined && ending === "stopped" && <p role="status">Stopped. No keys were searched.</p>}
      {progress !== undefined && (
        <p role="status">
          {ending === "stopped" && "Stopped. "}
          {formatFound(state)}{" "}
          <span className="text-muted">
            {formatDuration(tookMs)}, at revision {formatGrouped(progress.revision)}
          </span>
        </p>
      )}
      {valuesCost !== undefined && ending === "done" && (
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 text-sm text-muted">Values not searched. {formatCost(valuesCost, "values")}</p>
          <Button onClick={onGoOn}>Search values</Button>
        </div>
      )}
    </Bar>
  );
}

function Bar({ children }: { readonly children: React.ReactNode }) {
  return <div className="flex flex-col gap-1.5 border-y border-line px-3 py-2">{children}</div>;
}
