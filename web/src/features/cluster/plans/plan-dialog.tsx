import type { Planned } from "@etcd-explorer/shared/cluster/plans/plan";
import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { MembersForm } from "./members-form.tsx";
import * as forms from "./plan-forms.tsx";
import { planTitles, type PlanKind, type PlannedCluster, type PlanRequest } from "./plan-kind.ts";
import { PlanReview } from "./plan-review.tsx";

interface PlanDialogProps {
  readonly request: PlanRequest;
  readonly cluster: PlannedCluster;
  /** When the oldest part of the cluster was read, in milliseconds since 1970. */
  readonly readAtMs: number;
  /** The members could not be listed again. */
  readonly isOldList: boolean;
  /** Asks every member again. */
  readonly onAsk: () => Promise<void>;
  readonly onClose: () => void;
}

interface FormProps {
  readonly request: PlanRequest;
  readonly cluster: PlannedCluster;
  readonly children: (planned: Planned) => ReactNode;
}

const formOf: Readonly<Record<PlanKind, (props: FormProps) => ReactNode>> = {
  compact: forms.CompactForm,
  defragment: forms.DefragmentForm,
  "move-leader": forms.MoveLeaderForm,
  members: MembersForm,
  disarm: forms.DisarmForm,
  downgrade: forms.DowngradeForm,
};

/**
 * A plan from its choices until it is carried out. Every member is asked when the dialog opens, since what the screen shows may be
 * hours old; the plan is made from those answers and stays as it is.
 */
export function PlanDialog({ request, cluster: current, readAtMs, isOldList, onAsk, onClose }: PlanDialogProps) {
  const [openedAtMs] = useState(() => Date.now());
  const [cluster, setCluster] = useState<PlannedCluster>();
  const [oldList, setOldList] = useState(false);
  const ask = useEffectEvent(() => void onAsk());
  useEffect(() => {
    ask();
  }, []);
  if (cluster === undefined && readAtMs >= openedAtMs) {
    setCluster(current);
    setOldList(isOldList);
  }
  const { kind } = request;
  const Form = formOf[kind];
  return (
    <Dialog
      label={planTitles[kind]}
      onClose={onClose}
      className="mt-[6vh]! max-h-[88vh]! w-[min(720px,calc(100vw-48px))]! overflow-auto"
    >
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">{planTitles[kind]}</h2>
        {oldList && (
          <p role="alert" className="text-warn">
            Could not list the members. This list may be out of date.
          </p>
        )}
        {cluster === undefined ? (
          <>
            <p role="status" aria-busy="true" className="text-muted">
              Reading every member…
            </p>
            <div className="flex justify-end">
              <Button onClick={onClose}>Cancel</Button>
            </div>
          </>
        ) : (
          <Form request={request} cluster={cluster}>
            {(planned) => (
              <PlanReview planned={planned} cluster={cluster} onEnd={() => void onAsk()} onClose={onClose} />
            )}
          </Form>
        )}
      </div>
    </Dialog>
  );
}
