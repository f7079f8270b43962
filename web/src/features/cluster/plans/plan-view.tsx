import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { Plan, PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { ClipboardCopy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { scriptOf, spellings, type Spelling } from "./plan-commands.ts";
import { PlanSteps } from "./plan-steps.tsx";

interface PlanViewProps {
  readonly plan: Plan;
  /** Undefined: it has not begun. */
  readonly run: PlanRun | undefined;
  readonly targetOf: (step: PlanStep) => EquivalentTarget;
  /** What stands below the steps: a question, or how far it is. */
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

/** The notes and steps of a plan, before, while and after it is carried out, and the commands that do the same. */
export function PlanView({ plan, run, targetOf, children, buttons }: PlanViewProps) {
  const [spelling, setSpelling] = useState<Spelling>();
  return (
    <>
      {plan.notes.length > 0 && (
        <div>
          {plan.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      <PlanSteps steps={plan.steps} run={run} spelling={spelling} targetOf={targetOf} />
      {plan.newMemberCommand !== undefined && <NewMemberCommand command={plan.newMemberCommand} />}
      {children}
      <div
        data-dialog-footer
        data-foot
        className="sticky bottom-0 -mx-4 -mb-4 flex items-center gap-2 border-t border-line bg-panel px-4 py-3"
      >
        <Choice
          label="Commands"
          value={spelling ?? "none"}
          options={[
            { value: "none", label: "steps" },
            ...spellings.map((value) => ({ value, label: value, title: `The same by ${value}` })),
          ]}
          onChange={(value) => setSpelling(value === "none" ? undefined : value)}
        />
        {spelling !== undefined && (
          <Button
            variant="ghost"
            onClick={() => void copyAndSay(scriptOf(plan.steps, spelling, targetOf), "Copied the commands")}
          >
            <ClipboardCopy /> Copy all
          </Button>
        )}
        <div className="flex-1" />
        {buttons}
      </div>
    </>
  );
}

function NewMemberCommand({ command }: { readonly command: string }) {
  return (
    <div>
      <div className="flex items-center justify-between">
        <span className="text-sm text-muted">Start the new member on its machine with</span>
        <Button variant="ghost" onClick={() => void copyAndSay(command, "Copied the command")}>
          <ClipboardCopy /> Copy
        </Button>
      </div>
      <pre
        data-testid="new-member-command"
        className="max-h-48 overflow-auto rounded-md border border-line bg-bg px-3 py-2 font-mono text-sm"
      >
        {command}
      </pre>
    </div>
  );
}
