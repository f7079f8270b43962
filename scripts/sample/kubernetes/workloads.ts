/** Deployments, replica sets, daemon sets and stateful sets, with the pods that they own and what happened to them. */
import type { Random } from "../random.ts";
import type { SampleKey } from "../sample-key.ts";
import { podEventKeys } from "./events.ts";
import { labelsOf, metadata } from "./metadata.ts";
import { day, momentAgo } from "./moment.ts";
import type { App, Node } from "./plan.ts";
import { podSpecOf, podVersions, type PodVersions } from "./pods.ts";
import { namespacedKey, type KubernetesObject } from "./stored.ts";

const template = (app: App, image: string, labels = labelsOf(app)) => ({
  metadata: { labels },
  spec: podSpecOf(app, image),
});

function deploymentVersions(random: Random, app: App): KubernetesObject[] {
  const rolledOut = momentAgo(random.below(day));
  const meta = metadata(random, app.name, { namespace: app.namespace, labels: labelsOf(app) });
  const managedFields = [
    {
      manager: "kubectl-client-side-apply",
      operation: "Update",
      apiVersion: "apps/v1",
      time: rolledOut,
      fieldsType: "FieldsV1",
      fieldsV1: { "f:spec": { "f:replicas": {}, "f:strategy": { "f:type": {} } } },
    },
  ];
  const deployment = (revision: number, replicas: number, image: string): KubernetesObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      ...meta,
      generation: revision,
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      managedFields,
    },
    spec: {
      replicas,
      selector: { matchLabels: labelsOf(app) },
      template: template(app, image),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration: revision,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      conditions: [
        {
          type: "Available",
          status: "True",
          lastUpdateTime: rolledOut,
          lastTransitionTime: rolledOut,
          reason: "MinimumReplicasAvailable",
          message: "Deployment has minimum availability.",
        },
      ],
    },
  });
  if (app.earlierImage === undefined) return [deployment(1, app.replicas, app.image)];
  // Rolled out, then scaled.
  return [
    deployment(1, 1, app.earlierImage),
    deployment(2, 1, app.image),
    deployment(2, app.replicas + 1, app.image),
    deployment(2, app.replicas, app.image),
  ];
}

function replicaSet(random: Random, app: App, owner: KubernetesObject, hash: string, image: string, replicas: number) {
  const labels = { ...labelsOf(app), "pod-template-hash": hash };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: metadata(random, `${app.name}-${hash}`, { namespace: app.namespace, labels, owner }),
    spec: { replicas, selector: { matchLabels: labels }, template: template(app, image, labels) },
    status: { replicas, fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas },
  };
}

/** What an app's pods belong to, first the one that owns them, and the keys of it all. */
function controllersOf(random: Random, app: App): { owner: KubernetesObject; keys: SampleKey[] } {
  if (app.workload === "Deployment") {
    const versions = deploymentVersions(random, app);
    const deployment = versions[0];
    if (deployment === undefined) throw new Error("No version");
    const current = replicaSet(random, app, deployment, app.templateHash, app.image, app.replicas);
    const { earlierImage } = app;
    const sets =
      earlierImage === undefined
        ? [current]
        : [current, replicaSet(random, app, deployment, random.hex(10), earlierImage, 0)];
    const setKeys = sets.map((set) => namespacedKey("replicasets", set));
    return { owner: current, keys: [namespacedKey("deployments", ...versions), ...setKeys] };
  }
  const isDaemon = app.workload === "DaemonSet";
  const { replicas } = app;
  const owner = {
    apiVersion: "apps/v1",
    kind: app.workload,
    metadata: metadata(random, app.name, { namespace: app.namespace, labels: labelsOf(app), generation: 1 }),
    spec: {
      ...(isDaemon ? {} : { replicas, serviceName: app.name, podManagementPolicy: "OrderedReady" }),
      selector: { matchLabels: labelsOf(app) },
      template: template(app, app.image),
      updateStrategy: { type: "RollingUpdate" },
      revisionHistoryLimit: 10,
    },
    status: isDaemon
      ? {
          currentNumberScheduled: replicas,
          desiredNumberScheduled: replicas,
          numberReady: replicas,
          numberAvailable: replicas,
          updatedNumberScheduled: replicas,
          observedGeneration: 1,
        }
      : { replicas, readyReplicas: replicas, currentReplicas: replicas, updatedReplicas: replicas },
  };
  return { owner, keys: [namespacedKey(isDaemon ? "daemonsets" : "statefulsets", owner)] };
}

/** An app's controllers, pods and events; its pods are what its service leads to. */
export function workloadOf(random: Random, app: App, nodes: readonly Node[]) {
  const { owner, keys } = controllersOf(random, app);
  const pods = Array.from({ length: app.replicas }, (_, at): PodVersions => {
    const node = nodes[app.workload === "DaemonSet" ? at : random.below(nodes.length)] ?? nodes[0];
    if (node === undefined) throw new Error("No node");
    const name = `${owner.metadata.name}-${app.workload === "StatefulSet" ? at : random.suffix(5)}`;
    return podVersions(random, app, name, owner, node);
  });
  const podKeys = pods.flatMap(({ pending, running, node }) => [
    namespacedKey("pods", ...(app.namespace === "shop" ? [pending, running] : [running])),
    ...podEventKeys(random, running, node),
  ]);
  return { pods, keys: [...keys, ...podKeys] };
}
