/** Nodes and the leases by which they tell that they live. */
import type { Random } from "../random.ts";
import type { SampleKey } from "../sample-key.ts";
import { metadata } from "./metadata.ts";
import { day, microMomentAgo, minute, momentAgo } from "./moment.ts";
import type { Node } from "./plan.ts";
import { clusterKey, namespacedKey, type KubernetesObject } from "./stored.ts";

function nodeObject(random: Random, { name, address, zone }: Node, at: number): KubernetesObject {
  const labels = {
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "topology.kubernetes.io/zone": zone,
  };
  const since = { lastHeartbeatTime: momentAgo(random.below(4 * minute)), lastTransitionTime: momentAgo(40 * day) };
  const condition = (type: string, status: string, reason: string) => ({ type, status, ...since, reason });
  const podCIDR = `10.12.${10 + at}.0/24`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: metadata(random, name, { labels, ageSeconds: 90 * day }),
    spec: { podCIDR, podCIDRs: [podCIDR], providerID: `metal://${name}` },
    status: {
      capacity: { cpu: "8", memory: "32617852Ki", pods: "110" },
      allocatable: { cpu: "7800m", memory: "31568252Ki", pods: "110" },
      conditions: [
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory"),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure"),
        condition("Ready", "True", "KubeletReady"),
      ],
      addresses: [
        { type: "InternalIP", address },
        { type: "Hostname", address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        machineID: random.hex(32),
        kernelVersion: "6.12.43",
        osImage: "Debian GNU/Linux 13",
        containerRuntimeVersion: "containerd://2.1.4",
        kubeletVersion: "v1.34.2",
        operatingSystem: "linux",
        architecture: "amd64",
      },
    },
  };
}

interface Held {
  readonly namespace: string;
  readonly name: string;
  readonly holder: string;
  readonly durationSeconds: number;
  readonly transitions?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A lease in its renewals. Each is of the time at which the sample is: the page tells by them when revisions were
 * written.
 */
export function leaseKey(random: Random, held: Held, renewals: number): SampleKey {
  const { namespace, name, holder, durationSeconds, transitions, labels } = held;
  const about = metadata(random, name, { namespace, ...(labels === undefined ? {} : { labels }) });
  const versions = Array.from({ length: renewals }, (_, renewal) => ({
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: about,
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: durationSeconds,
      ...(transitions === undefined ? {} : { acquireTime: microMomentAgo(9 * day, 204_118) }),
      renewTime: microMomentAgo(0, renewal * 1000),
      ...(transitions === undefined ? {} : { leaseTransitions: transitions }),
    },
  }));
  return namespacedKey("leases", ...versions);
}

/** A node and its lease. */
export function nodeKeys(random: Random, node: Node, at: number): SampleKey[] {
  const csiNode = {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSINode",
    metadata: metadata(random, node.name),
    spec: { drivers: [{ name: "csi.internal", nodeID: node.name, topologyKeys: ["topology.kubernetes.io/zone"] }] },
  };
  const held = { namespace: "kube-node-lease", name: node.name, holder: node.name, durationSeconds: 40 };
  return [
    clusterKey("minions", nodeObject(random, node, at)),
    clusterKey("csinodes", csiNode),
    leaseKey(random, held, at < 8 ? 3 : 1),
  ];
}
