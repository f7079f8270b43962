/** The steps of a plan as commands that do the same. */
import { spellRequest } from "@etcd-explorer/shared/command/equivalents/spell-request";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";

export const spellings = ["etcdctl", "curl", "Go"] as const;
const names = { etcdctl: "etcdctl", curl: "curl to etcd", Go: "Go" } as const;
export type Spelling = (typeof spellings)[number];

export interface StepCommand {
  /** Undefined: there is no such command, and the notes say why. */
  readonly text?: string;
  readonly notes: readonly string[];
}

/** The command of a step; undefined for one that only looks. */
export function commandOf(step: PlanStep, spelling: Spelling, target: EquivalentTarget): StepCommand | undefined {
  if (step.kind === "check") return undefined;
  if (step.aboutAdded === true)
    return { notes: ["Its ID is the one that etcd gives the new member when it is added."] };
  // Members are asked by their own addresses, which the explorer's does not replace.
  const command = spellRequest(step.request, names[spelling], { target, queryUrl: "" });
  return "text" in command ? { text: command.text, notes: command.notes } : { notes: [command.unavailable] };
}

/** All of them as a script, each below its step's title. */
export function scriptOf(
  steps: readonly PlanStep[],
  spelling: Spelling,
  targetOf: (step: PlanStep) => EquivalentTarget,
): string {
  const sign = spelling === "Go" ? "//" : "#";
  return steps
    .map((step) => {
      const { text, notes = [] } = commandOf(step, spelling, targetOf(step)) ?? {};
      return [
        `${sign} ${step.title}`,
        ...notes.map((note) => `${sign} ${note}`),
        ...(text === undefined ? [] : [text]),
      ].join("\n");
    })
    .join("\n");
}
