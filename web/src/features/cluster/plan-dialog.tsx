import type { Planned } from "@etcd-explorer/shared/plans/plan";
import { useState, type ReactNode } from "react";
import { Dialog } from "#/ui/dialog.tsx";
import { MembersForm } from "./members-form.tsx";
import * as forms from "./plan-forms.tsx";
import { planTitles, type PlanKind, type PlannedCluster } from "./plan-kind.ts";
import { PlanReview } from "./plan-review.tsx";

interface PlanDialogProps {
  readonly kind: PlanKind;
  readonly cluster: PlannedCluster;
  readonly onClose: () => void;
}

interface FormProps {
  readonly cluster: PlannedCluster;
  readonly settled: boolean;
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

/** A plan from its choices to its report. The cluster is the one that stood when the dialog was opened. */
export function PlanDialog({ kind, cluster: current, onClose }: PlanDialogProps) {
  const [cluster] = useState(current);
  const [running, setRunning] = useState<boolean>();
  const Form = formOf[kind];
  // While a plan runs, Escape would leave it without its report.
  const close = () => {
    if (running !== true) onClose();
  };
  return (
    <Dialog
      label={planTitles[kind]}
      onClose={close}
      className="mt-[6vh]! max-h-[88vh]! w-[min(720px,calc(100vw-48px))]! overflow-auto"
    >
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">{planTitles[kind]}</h2>
        <Form cluster={cluster} settled={running !== undefined}>
          {(planned) => <PlanReview planned={planned} cluster={cluster} onRunning={setRunning} onClose={close} />}
        </Form>
      </div>
    </Dialog>
  );
}
