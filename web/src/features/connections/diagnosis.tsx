import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { CircleCheck, CircleDashed, CircleX, Copy, LoaderCircle } from "lucide-react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { adviseFailure, asksForSignIn } from "#/lib/failure-advice.ts";
import { formatDuration } from "#/lib/format.ts";
import { FlagText } from "#/ui/flag-text.tsx";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import type { Step } from "./doctor.ts";

/** What the doctor found, step by step. */
export function Diagnosis({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <section aria-label="Diagnosis" className="rounded-[10px] border border-line bg-panel p-4">
      <div className="mb-1 flex items-center justify-between">
        <h2 className="font-semibold">Diagnosis</h2>
        <Button onClick={() => void copyReport(steps)}>
          <Copy /> Copy report
        </Button>
      </div>
      <ol>
        {steps.map((step) => (
          <li key={step.name} data-state={step.state} className="flex gap-3 border-t border-line py-2.5">
            <StepIcon state={step.state} />
            <div className="min-w-0 flex-1">
              <h3 className={classNames("font-semibold", step.state === "waiting" && "font-normal text-muted")}>
                {step.title}
              </h3>
              {step.finding !== undefined && <p className="break-words text-muted">{step.finding}</p>}
              {step.failure !== undefined && (
                <p role="alert" className="break-words">
                  {describeFailure(step.failure)}.{" "}
                  <span className="text-muted">
                    <FlagText text={adviseFailure(step.failure)} />
                  </span>
                  {asksForSignIn(step.failure) && <span className="text-muted"> Enter a user and password above.</span>}
                </p>
              )}
            </div>
            {step.durationMs !== undefined && <span className="text-muted">{formatDuration(step.durationMs)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepIcon({ state }: { readonly state: Step["state"] }) {
  const place = "mt-0.5 size-4 shrink-0";
  switch (state) {
    case "passed":
      return <CircleCheck className={`${place} text-ok`} aria-label="Passed" />;
    case "failed":
      return <CircleX className={`${place} text-bad`} aria-label="Failed" />;
    case "running":
      return <LoaderCircle className={`${place} animate-spin text-accent`} aria-label="Running" />;
    case "waiting":
      return <CircleDashed className={`${place} text-faint`} aria-label="Not reached" />;
    default:
      return state satisfies never;
  }
}

/** The diagnosis as text, for a ticket or a colleague. No secret is in it. */
export function formatReport(steps: readonly Step[]): string {
  return steps
    .map(({ title, state, finding, failure }) => {
      const words = failure === undefined ? finding : `${describeFailure(failure)}. ${adviseFailure(failure)}`;
      return `${state === "waiting" ? "not reached" : state}: ${title}${words === undefined ? "" : `. ${words}`}`;
    })
    .join("\n");
}

async function copyReport(steps: readonly Step[]): Promise<void> {
  await copyAndSay(formatReport(steps), "Copied report");
}
