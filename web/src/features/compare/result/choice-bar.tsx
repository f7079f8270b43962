import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import { ArrowRight } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { describeEffects } from "#/features/compare/model/plan-words.ts";

interface ChoiceBarProps {
  readonly kinds: readonly DifferenceKind[];
  readonly listed: number;
  /** How many of the listed ones are shown. */
  readonly shown: number;
}

/** What is selected, what it comes to in each side, and the ways on. */
export function ChoiceBar({ kinds, listed, shown }: ChoiceBarProps) {
  const isEmpty = kinds.length === 0;
  return (
    <div
      data-foot
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 rounded-[10px] border border-line bg-panel px-3.5 py-2"
    >
      <p role="status" className="min-w-0 flex-1 tabular-nums">
        <b className="font-semibold">
          {formatGrouped(kinds.length)} of {formatGrouped(listed)} selected
        </b>
        <span className="ml-2.5 text-muted">
          {isEmpty
            ? "Select differences to write them to a side"
            : `${describeEffects("left", kinds)} · ${describeEffects("right", kinds)}`}
        </span>
      </p>
      <ActButton
        act="compare.select"
        label={shown === listed ? "Select all" : `Select ${formatGrouped(shown)} shown`}
        variant="ghost"
      />
      <ActButton act="compare.plan-a" icon={<ArrowRight />} />
      <ActButton act="compare.plan-b" icon={<ArrowRight />} variant={isEmpty ? "plain" : "primary"} />
    </div>
  );
}
