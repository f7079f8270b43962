import { runAct } from "#/acts/registry.ts";
import type { Job } from "#/lib/jobs/job.ts";
import { isInView } from "#/stores/jobs/jobs.ts";
import { notify, type Notice } from "#/stores/notices.ts";

/** Says how a job ended, with the way to its report, unless one looks at that already. */
export function notifyEnd({ id }: Pick<Job, "id">, text: string, tone: Notice["tone"]): void {
  if (isInView(id)) return;
  notify(text, tone, { label: "Show", run: () => void runAct("jobs.show", String(id)) });
}
