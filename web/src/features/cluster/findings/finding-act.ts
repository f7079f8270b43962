/** The act that a finding leads to, with the words of its button. */
import type { FindingGroup } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import type { ActId } from "#/acts/table.ts";

export interface FindingAct {
  readonly act: ActId;
  readonly label: string;
}

const byRule: Readonly<Record<string, FindingAct>> = {
  alarms: { act: "cluster.disarm", label: "Reclaim space…" },
  space: { act: "cluster.compact", label: "Compact history…" },
  fragmentation: { act: "cluster.defragment", label: "Defragment…" },
  learners: { act: "cluster.members", label: "Manage members…" },
  "same-data": { act: "cluster.snapshot", label: "Save snapshot…" },
};

/** Undefined: nothing that can be done from this page. */
export function actFor({ root }: FindingGroup): FindingAct | undefined {
  if (root.rule.id === "reach") {
    const [name, another] = root.members ?? [];
    const one = name !== undefined && another === undefined && root.unnamed?.includes(name) !== true;
    return { act: "cluster.members", label: one ? `Replace ${name}…` : "Manage members…" };
  }
  // What is corrupt must not be disarmed first.
  if (root.alarm === "CORRUPT") {
    return { act: "cluster.snapshot", label: "Save snapshot…" };
  }
  return byRule[root.rule.id];
}
