import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun, StepState } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { Check, Circle, CircleX, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration } from "#/lib/format.ts";
import { classNames } from "#/ui/class-names.ts";
import { commandOf, type Spelling, type StepCommand } from "./plan-commands.ts";

interface PlanStepsProps {
  readonly steps: readonly PlanStep[];
  readonly run: PlanRun | undefined;
  /** Undefined: without commands. */
  readonly spelling: Spelling | undefined;
  readonly targetOf: (step: PlanStep) => EquivalentTarget;
}

const icons: Readonly<Record<StepState["kind"], ReactNode>> = {
  pending: <Circle className="text-faint" />,
  running: <LoaderCircle className="animate-spin text-accent" />,
  done: <Check className="text-ok" />,
  failed: <CircleX className="text-bad" />,
};

/** The steps of a plan in their order, how far each is, and the command of each. */
export function PlanSteps({ steps, run, spelling, targetOf }: PlanStepsProps) {
  return (
    <ol aria-label="Steps" className="rounded-md border border-line">
      {steps.map((step, at) => {
        const state = run?.steps[at] ?? { kind: "pending" };
        return (
          <li
            key={step.id}
            data-state={state.kind}
            className={classNames(
              "flex gap-2.5 px-3 py-1.5 [&_svg]:mt-1 [&_svg]:size-3.5 [&_svg]:shrink-0",
              at > 0 && "border-t border-line",
            )}
          >
            {icons[state.kind]}
            <div className="min-w-0 flex-1">
              <div className="flex gap-3">
                <span className="min-w-0 flex-1">{step.title}</span>
                {state.kind === "done" && <span className="text-sm text-muted">{formatDuration(state.tookMs)}</span>}
              </div>
              {step.effect !== undefined && <p className="text-sm text-muted">{step.effect}</p>}
              {state.kind === "running" && state.waitingFor !== undefined && (
                <p className="text-sm text-muted">Waiting: {state.waitingFor}</p>
              )}
              {state.kind === "failed" && (
                <p role="alert" className="text-sm break-words text-bad">
                  {state.why}
                </p>
              )}
              {spelling !== undefined && <Command command={commandOf(step, spelling, targetOf(step))} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Command({ command }: { readonly command: StepCommand | undefined }) {
  if (command === undefined) return null;
  return (
    <>
      {command.text !== undefined && (
        <pre className="mt-1 overflow-x-auto rounded bg-bg px-2 py-1 font-mono text-sm break-all whitespace-pre-wrap text-muted">
          {command.text}
        </pre>
      )}
      {command.notes.map((note) => (
        <p key={note} className="text-sm text-muted">
          {note}
        </p>
      ))}
    </>
  );
}
