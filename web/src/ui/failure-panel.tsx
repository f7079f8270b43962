import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import { CircleAlert, Lock, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { adviseFailure, asksForSignIn, titleFailure } from "#/lib/failure-advice.ts";
import { FlagText } from "./flag-text.tsx";
import { StatePanel } from "./state-panel.tsx";

interface FailurePanelProps {
  readonly failure: Failure;
  /** Left out: what kind of failure it is. */
  readonly title?: string;
  readonly actions?: ReactNode;
  /** What to try, where the screen knows better than the failure. */
  readonly advice?: string | undefined;
  /** What can be filled in to go on, above the actions. */
  readonly form?: ReactNode;
}

/** A failed state: what happened, in the server's own words, and what to try. */
export function FailurePanel({
  failure,
  title = titleFailure(failure),
  actions,
  advice = adviseFailure(failure),
  form,
}: FailurePanelProps) {
  const away = failure.kind === "unreachable" || failure.kind === "offline";
  return (
    <StatePanel
      tone={asksForSignIn(failure) ? "warn" : "bad"}
      icon={asksForSignIn(failure) ? <Lock /> : away ? <Unplug /> : <CircleAlert />}
      title={title}
      actions={actions}
    >
      <p role="alert" className="text-text">
        {describeFailure(failure)}
      </p>
      <p className="mt-1">
        <FlagText text={advice} />
      </p>
      {form}
    </StatePanel>
  );
}
