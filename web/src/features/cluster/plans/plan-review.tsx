import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { Planned, PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { TriangleAlert } from "lucide-react";
import { actsOfPlan } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { useQuestion } from "#/components/use-question.tsx";
import { showJob } from "#/stores/jobs/jobs.ts";
import { recordWritten } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import { writtenByPlan } from "./plan-written.ts";
import type { PlannedCluster } from "./plan-kind.ts";
import { planCall, startPlan } from "./plan-job.ts";
import { PlanView } from "./plan-view.tsx";

interface PlanReviewProps {
  readonly planned: Planned;
  readonly cluster: PlannedCluster;
  /** Asks the cluster again once the plan is at its end. */
  readonly onEnd: () => void;
  readonly onClose: () => void;
}

/** A plan before it is carried out: its risks, its steps and what is asked first. */
export function PlanReview({ planned, cluster, onEnd, onClose }: PlanReviewProps) {
  const { connection } = useConnected();
  const { answered, answer, field } = useQuestion("plan" in planned ? actsOfPlan(planned.plan) : []);
  if ("refused" in planned) {
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
  const { plan } = planned;
  const targetOf = (step: PlanStep): EquivalentTarget => {
    const at = step.kind === "request" ? step.at : undefined;
    const urls = cluster.members.find(({ member }) => member.id === at?.id)?.member.clientUrls ?? [];
    return { ...equivalentTarget(connection), endpoints: urls };
  };
  const ended = (run: PlanRun) => {
    onEnd();
    const written = writtenByPlan(plan, run);
    if (written !== undefined) recordWritten(connection, written);
  };
  const carryOut = () => {
    if (!answer()) return;
    const call = planCall(cluster.admin, cluster.members);
    const { id } = startPlan({ connectionId: connection.id, plan, call, targetOf, onEnd: ended });
    onClose();
    showJob(id);
  };
  return (
    <>
      <ul aria-label="Risks" className="list-disc pl-5 text-muted">
        {plan.risks.map((risk) => (
          <li key={risk}>{risk}</li>
        ))}
      </ul>
      <PlanView
        plan={plan}
        run={undefined}
        targetOf={targetOf}
        buttons={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant={plan.destructive ? "danger" : "primary"} data-main disabled={!answered} onClick={carryOut}>
              {plan.title}
            </Button>
          </>
        }
      >
        {field}
      </PlanView>
    </>
  );
}
