import type { Key } from "@etcd-explorer/shared/model/bytes";
import { RotateCw, Square } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import {
  describeLimits,
  describeProgress,
  describeReach,
  describeWritten,
} from "#/features/compare/model/end-words.ts";
import { sideLetters } from "#/features/compare/model/side-words.ts";
import type { Begun } from "#/features/compare/run/compare-state.ts";
import { tellFailure } from "#/lib/failure-words.ts";
import { ProgressBar } from "#/ui/progress-bar.tsx";

interface CompareStatusProps {
  readonly state: Begun;
  /** The key of the last difference: nothing is known of what comes after it, unless the comparison is whole. */
  readonly upTo: Key | undefined;
  readonly ignored: string | undefined;
  /** How many keys of the sides this tab has written since. */
  readonly written: number;
}

/** One line about the comparison: how far it is, or what its result lacks. */
export function CompareStatus({ state, upTo, ignored, written }: CompareStatusProps) {
  if (state.phase === "running") {
    const { progress } = state;
    const { left = 0, right = 0 } = progress?.done ?? {};
    const total = progress === undefined ? 0 : progress.total.left + progress.total.right;
    return (
      <div className="flex items-center gap-3 text-sm text-muted tabular-nums">
        <ProgressBar label="Comparing" done={left + right} total={total} />
        <span role="status">{progress === undefined ? "Comparing" : describeProgress(progress)}</span>
        <ActButton act="compare.stop" label="Stop" icon={<Square />} className="h-6" />
      </div>
    );
  }
  const { failed, result } = state;
  if (result === undefined) {
    const words =
      failed === undefined
        ? "Stopped."
        : tellFailure(
            failed.side === undefined ? "Could not compare." : `Could not read side ${sideLetters[failed.side]}.`,
            failed.failure,
          );
    return (
      <p
        role={failed === undefined ? "status" : "alert"}
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-3 py-1.5 ${
          failed === undefined ? "bg-warn-bg text-warn" : "bg-bad-bg text-bad"
        }`}
      >
        <span className="min-w-0 flex-1 wrap-anywhere">
          {words} {describeReach(upTo)}
        </span>
        <ActButton act="compare.start" label="Compare again" icon={<RotateCw />} className="h-6" />
      </p>
    );
  }
  if (written > 0) {
    return (
      <p
        role="status"
        className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-warn-bg px-3 py-1.5 text-warn"
      >
        <span className="min-w-0 flex-1 tabular-nums">{describeWritten(written)}</span>
        <ActButton act="compare.start" label="Compare again" icon={<RotateCw />} className="h-6" />
      </p>
    );
  }
  const notes = [ignored, describeLimits(result)].filter((note) => note !== undefined);
  return notes.length === 0 ? null : (
    <p role="status" className="text-sm text-muted tabular-nums">
      {notes.join(" · ")}
    </p>
  );
}
