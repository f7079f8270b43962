/** What happened to pods: events, which live by a lease of an hour as those of an API server do. */
import { eventLeaseId } from "../leases.ts";
import type { Random } from "../random.ts";
import { withLease, type SampleKey } from "../sample-key.ts";
import { metadata, referenceTo } from "./metadata.ts";
import { minute, momentAgo } from "./moment.ts";
import type { Node } from "./plan.ts";
import { namespacedKey, type KubernetesObject } from "./stored.ts";

const reasons = [
  ["Scheduled", "Successfully assigned the pod to its node", "default-scheduler"],
  ["Pulled", "Container image already present on machine", "kubelet"],
  ["Started", "Started container", "kubelet"],
  ["Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", "kubelet"],
  ["BackOff", "Back-off restarting failed container", "kubelet"],
] as const;

const warnings: ReadonlySet<string> = new Set(["Unhealthy", "BackOff"]);

/** The newest events of a pod. */
export function podEventKeys(random: Random, pod: KubernetesObject, node: Node): SampleKey[] {
  const { name, namespace = "" } = pod.metadata;
  return reasons.slice(0, 3 + random.below(3)).map(([reason, message, component], at) => {
    const ageSeconds = random.below(50 * minute);
    const isWarning = warnings.has(reason);
    const event = {
      apiVersion: "v1",
      kind: "Event",
      metadata: metadata(random, `${name}.${random.hex(16)}`, { namespace, ageSeconds }),
      involvedObject: { ...referenceTo(pod), ...(at === 0 ? {} : { fieldPath: `spec.containers{${name}}` }) },
      reason,
      message,
      source: component === "kubelet" ? { component, host: node.name } : { component },
      firstTimestamp: momentAgo(ageSeconds),
      lastTimestamp: momentAgo(isWarning ? random.below(ageSeconds + 1) : ageSeconds),
      count: isWarning ? 1 + random.below(20) : 1,
      type: isWarning ? "Warning" : "Normal",
      reportingComponent: component,
    };
    return withLease(namespacedKey("events", event), eventLeaseId);
  });
}
