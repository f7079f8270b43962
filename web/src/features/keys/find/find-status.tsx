import { describeFailure } from "@etcd-explorer/shared/model/failure";
import type { FindPlace } from "@etcd-explorer/shared/read/find/run-find";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { CircleAlert, Square } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { formatDuration } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { formatCost, formatFound, formatRate, type FindState } from "./find-model.ts";

interface FindStatusProps {
  readonly state: FindState;
  readonly where: FindPlace;
  readonly nowMs: number;
  readonly onConfirm: () => void;
  readonly onStop: () => void;
}

/** What the find costs, how far it is, and how it ended. */
export function FindStatus({ state, where, nowMs, onConfirm, onStop }: FindStatusProps) {
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
          <p role="alert">{formatCost(state.cost, where)}</p>
          <p className="text-sm text-muted">etcd reads all of them. You can stop at any time.</p>
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
      const { done, total, matched } = state.progress ?? { done: 0, total: 0, matched: 0 };
      return (
        <Bar>
          <div className="flex items-center gap-2">
            <ProgressBar label="Keys searched" done={done} total={total} />
            <ActButton act="find.stop" label="Stop" icon={<Square />} />
          </div>
          <p className="text-sm text-muted">
            {formatGrouped(done)} of {formatGrouped(total)} keys · {formatGrouped(matched)} found ·{" "}
            {formatRate(done, nowMs - state.startedMs)}
          </p>
        </Bar>
      );
    }
    case "ended":
      return (
        <Bar>
          {typeof state.ending === "object" && (
            <p role="alert" className="flex gap-1.5 text-bad" title={adviseFailure(state.ending)}>
              <CircleAlert className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">
                {describeFailure(state.ending)}
                {state.progress === undefined ? "" : ". Earlier results are listed below."}
              </span>
            </p>
          )}
          {state.progress === undefined && state.ending === "stopped" && (
            <p role="status">Stopped. No keys were searched.</p>
          )}
          {state.progress !== undefined && (
            <p role="status">
              {state.ending === "stopped" && "Stopped. "}
              {formatFound(state.progress, state.found.length)}{" "}
              <span className="text-muted">
                {formatDuration(state.tookMs)}, at revision {formatGrouped(state.progress.revision)}
              </span>
            </p>
          )}
        </Bar>
      );
    default:
      return state satisfies never;
  }
}

function Bar({ children }: { readonly children: React.ReactNode }) {
  return <div className="flex flex-col gap-1.5 border-y border-line px-3 py-2">{children}</div>;
}
