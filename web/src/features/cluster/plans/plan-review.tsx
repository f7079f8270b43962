import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { Plan, Planned, PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { ClipboardCopy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { actsOfPlan } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { useQuestion } from "#/components/use-question.tsx";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { scriptOf, spellings, type Spelling } from "./plan-commands.ts";
import { PlanSteps } from "./plan-steps.tsx";
import type { PlannedCluster } from "./plan-kind.ts";
import { planCall, usePlanRun } from "./use-plan-run.ts";

interface PlanReviewProps {
  readonly planned: Planned;
  readonly cluster: PlannedCluster;
  /** The choices that the plan was made from are no longer open once it runs. */
  readonly onRunning: (running: boolean) => void;
  readonly onClose: () => void;
}

/** A plan before, while and after it is carried out. */
export function PlanReview({ planned, cluster, onRunning, onClose }: PlanReviewProps) {
  const { connection } = useConnected();
  const [spelling, setSpelling] = useState<Spelling>();
  const [carried, setCarried] = useState<Plan>();
  const { run, stopping, start, stop } = usePlanRun(planCall(cluster.admin, cluster.members));
  const plan = carried ?? ("plan" in planned ? planned.plan : undefined);
  const { answered, field } = useQuestion(plan === undefined ? [] : actsOfPlan(plan));
  if ("refused" in planned && carried === undefined) {
    return (
      <>
        <p
          role="status"
          className="flex gap-2 rounded-md bg-warn-bg px-3 py-2 text-warn [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
        >
          <TriangleAlert /> {planned.refused}
        </p>
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </>
    );
  }
  if (plan === undefined) return null;
  const running = run?.state === "running";
  const targetOf = (step: PlanStep): EquivalentTarget => {
    const at = step.kind === "request" ? step.at : undefined;
    const urls = cluster.members.find(({ member }) => member.id === at?.id)?.member.clientUrls ?? [];
    const { ref } = connection;
    const worker = ref.kind === "configured" ? { connection: ref.name } : { host: ref.host, port: ref.port };
    return { endpoints: urls, user: connection.user, worker };
  };
  const carryOut = async () => {
    setCarried(plan);
    onRunning(true);
    await start(plan);
    onRunning(false);
  };
  return (
    <>
      {run === undefined && (
        <ul aria-label="Risks" className="list-disc pl-5 text-muted">
          {plan.risks.map((risk) => (
            <li key={risk}>{risk}</li>
          ))}
        </ul>
      )}
      {plan.notes.length > 0 && (
        <div>
          {plan.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      <PlanSteps steps={plan.steps} run={run} spelling={spelling} targetOf={targetOf} />
      {plan.newMemberCommand !== undefined && <NewMemberCommand command={plan.newMemberCommand} />}
      {run === undefined && field}
      {run !== undefined && <Report run={run} />}
      <div
        data-dialog-footer
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
        {running ? (
          <Button onClick={stop} disabled={stopping}>
            {stopping ? "Stops after this step" : "Stop"}
          </Button>
        ) : (
          <Button onClick={onClose}>{run === undefined ? "Cancel" : "Close"}</Button>
        )}
        {run === undefined && (
          <Button
            variant={plan.destructive ? "danger" : "primary"}
            disabled={!answered}
            onClick={() => void carryOut()}
          >
            {plan.title}
          </Button>
        )}
      </div>
    </>
  );
}

function Report({ run: { steps, state } }: { readonly run: PlanRun }) {
  const done = steps.filter(({ kind }) => kind === "done").length;
  const words = {
    running: `Under way: ${done} of ${steps.length} steps are done.`,
    done: steps.length === 1 ? "Done." : `Done: all ${steps.length} steps.`,
    failed: `Stopped at a failure: ${done} of ${steps.length} steps are done, nothing after it was begun.`,
    stopped: `Stopped as asked: ${done} of ${steps.length} steps are done, the rest was not begun.`,
  };
  return (
    <p
      role="status"
      data-state={state}
      className={state === "failed" ? "text-bad" : state === "done" ? "text-ok" : "text-text"}
    >
      {words[state]}
    </p>
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
