/** The steps of a plan as commands that do the same. */
import { formatAdminEtcdctl } from "@etcd-explorer/shared/equivalents/admin-etcdctl";
import { formatAdminCurl } from "@etcd-explorer/shared/equivalents/curl";
import type { EquivalentTarget } from "@etcd-explorer/shared/equivalents/target";
import type { PlanStep } from "@etcd-explorer/shared/plans/plan";

export const spellings = ["etcdctl", "curl"] as const;
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
  const format = spelling === "curl" ? formatAdminCurl : formatAdminEtcdctl;
  const command = format(step.request, target);
  return "text" in command ? { text: command.text, notes: command.notes } : { notes: [command.unavailable] };
}

/** All of them as a script, each below its step's title. */
export function scriptOf(
  steps: readonly PlanStep[],
  spelling: Spelling,
  targetOf: (step: PlanStep) => EquivalentTarget,
): string {
  return steps
    .map((step) => {
      const { text, notes = [] } = commandOf(step, spelling, targetOf(step)) ?? {};
      return [`# ${step.title}`, ...notes.map((note) => `# ${note}`), ...(text === undefined ? [] : [text])].join("\n");
    })
    .join("\n");
}
