/** A cron job, the jobs that it started and their pods. */
import type { SampleKey } from "../sample-key.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { day, minute, momentAgo } from "./moment.ts";
import type { Node } from "./plan.ts";
import { namespacedKey } from "./stored.ts";

const namespace = "shop";
const name = "nightly-report";

const jobSpec = {
  parallelism: 1,
  completions: 1,
  backoffLimit: 3,
  template: {
    metadata: { labels: { app: name } },
    spec: {
      containers: [{ name, image: "images.internal/shop/report:1.4.0", args: ["--day", "yesterday"] }],
      restartPolicy: "OnFailure",
    },
  },
};

/** Three nights, the last of which failed at first. */
export function jobKeys(nodes: readonly Node[]): SampleKey[] {
  const random = ownRandom(name);
  const cronJob = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: metadata(random, name, { namespace }),
    spec: {
      schedule: "15 2 * * *",
      timeZone: "Europe/Berlin",
      concurrencyPolicy: "Forbid",
      suspend: false,
      jobTemplate: { spec: jobSpec },
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    },
    status: { lastScheduleTime: momentAgo(day / 2), lastSuccessfulTime: momentAgo(day / 2 - 4 * minute) },
  };
  const runs = [0, 1, 2].flatMap((night) => {
    const ageSeconds = night * day + day / 2;
    const completed = momentAgo(ageSeconds - 4 * minute);
    const job = {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: metadata(random, `${name}-${29_400_000 - night * 1440}`, { namespace, ageSeconds, owner: cronJob }),
      spec: jobSpec,
      status: {
        startTime: momentAgo(ageSeconds),
        completionTime: completed,
        succeeded: 1,
        failed: night === 0 ? 1 : 0,
        conditions: [{ type: "Complete", status: "True", lastProbeTime: completed, lastTransitionTime: completed }],
      },
    };
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: metadata(random, `${job.metadata.name}-${random.suffix(5)}`, {
        namespace,
        ageSeconds,
        labels: { app: name, "job-name": job.metadata.name },
        owner: job,
      }),
      spec: { ...jobSpec.template.spec, nodeName: nodes[night]?.name ?? "" },
      status: { phase: "Succeeded", startTime: momentAgo(ageSeconds), qosClass: "BestEffort" },
    };
    return [namespacedKey("jobs", job), namespacedKey("pods", pod)];
  });
  return [namespacedKey("cronjobs", cronJob), ...runs];
}
