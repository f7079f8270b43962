/** What the control plane keeps for itself: elections, priorities, fair queues, API services, ranges, storage. */
import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import type { Random } from "../random.ts";
import type { SampleKey } from "../sample-key.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { leaseKey } from "./nodes.ts";
import { clusterKey, jsonObjectKey, storedKey } from "./stored.ts";

function electionKeys(random: Random): SampleKey[] {
  const namespace = "kube-system";
  const leader = (name: string, transitions: number) => {
    const holder = `master-${name.length % 3}_${name.length}`;
    return leaseKey(random, { namespace, name, holder, durationSeconds: 15, transitions }, 3);
  };
  const server = `apiserver-${random.suffix(26)}`;
  const labels = { "apiserver.kubernetes.io/identity": "kube-apiserver", "kubernetes.io/hostname": "master-0" };
  const identity = { namespace, name: server, holder: `${server}_${random.suffix(8)}`, durationSeconds: 3600, labels };
  return [leader("kube-controller-manager", 4), leader("kube-scheduler", 6), leaseKey(random, identity, 2)];
}

function priorityKeys(random: Random): SampleKey[] {
  const values = { "system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000, batch: -10 };
  return Object.entries(values).map(([name, value]) =>
    clusterKey("priorityclasses", {
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: metadata(random, name),
      value,
      preemptionPolicy: "PreemptLowerPriority",
    }),
  );
}

function fairnessKeys(random: Random): SampleKey[] {
  const apiVersion = "flowcontrol.apiserver.k8s.io/v1";
  const queuing = { queues: 64, handSize: 6, queueLengthLimit: 50 };
  const levels = ["leader-election", "workload-high", "workload-low", "global-default"].map((name) =>
    clusterKey("prioritylevelconfigurations", {
      apiVersion,
      kind: "PriorityLevelConfiguration",
      metadata: metadata(random, name),
      spec: {
        type: "Limited",
        limited: { nominalConcurrencyShares: 20, limitResponse: { type: "Queue", queuing }, lendablePercent: 50 },
      },
    }),
  );
  const schemas = ["system-leader-election", "service-accounts", "global-default"].map((name, at) =>
    clusterKey("flowschemas", {
      apiVersion,
      kind: "FlowSchema",
      metadata: metadata(random, name),
      spec: {
        priorityLevelConfiguration: { name: ["leader-election", "workload-low"][at] ?? name },
        matchingPrecedence: 100 * (at + 1),
        distinguisherMethod: { type: "ByUser" },
      },
    }),
  );
  return [...levels, ...schemas];
}

function apiServiceKeys(random: Random): SampleKey[] {
  const services = [
    ["v1", ""],
    ["v1", "apps"],
    ["v1", "batch"],
    ["v1", "coordination.k8s.io"],
    ["v1", "shop.example.com"],
    ["v1beta1", "metrics.k8s.io"],
  ] as const;
  return services.map(([version, group], at) => {
    const remote = { service: { namespace: "kube-system", name: "metrics-server", port: 443 } };
    const priorities = { groupPriorityMinimum: 18_000 - at, versionPriority: 1 };
    return jsonObjectKey(`apiregistration.k8s.io/apiservices/${version}.${group}`, {
      kind: "APIService",
      apiVersion: "apiregistration.k8s.io/v1",
      metadata: metadata(random, `${version}.${group}`),
      spec: { group, version, ...priorities, ...(group === "metrics.k8s.io" ? remote : {}) },
      status: { conditions: [{ type: "Available", status: "True", reason: "Passed" }] },
    });
  });
}

function rangeKeys(random: Random): SampleKey[] {
  const ranges = { serviceips: "10.96.0.0/12", servicenodeports: "30000-32767" };
  return Object.entries(ranges).map(([name, range]) =>
    storedKey(`ranges/${name}`, {
      apiVersion: "v1",
      kind: "RangeAllocation",
      metadata: { name: "", uid: "" },
      range,
      data: encodeBase64(random.bytes(48)),
    }),
  );
}

function storageKeys(random: Random): SampleKey[] {
  const storageClass = {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: metadata(random, "standard", {
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
    }),
    provisioner: "csi.internal",
    parameters: { type: "ssd" },
    reclaimPolicy: "Delete",
    allowVolumeExpansion: true,
    volumeBindingMode: "WaitForFirstConsumer",
  };
  return [clusterKey("storageclasses", storageClass)];
}

/** Everything that belongs to no app and no node. */
export function controlPlaneKeys(): SampleKey[] {
  const random = ownRandom("control plane");
  return [
    ...electionKeys(random),
    ...priorityKeys(random),
    ...fairnessKeys(random),
    ...apiServiceKeys(random),
    ...rangeKeys(random),
    ...storageKeys(random),
  ];
}
