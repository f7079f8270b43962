/** Single objects of the imagined cluster, in the JSON that the API server would answer with. */
import type { App } from "./kubernetes-plan.ts";
import type { Random } from "./random.ts";

/** A moment in the sample's past; its "now" is fixed, so that the data is the same every day. */
export function momentBefore(random: Random, days: number): string {
  const now = Date.UTC(2026, 10, 20, 9);
  return `${new Date(now - random.below(days * 86_400) * 1000).toISOString().slice(0, 19)}Z`;
}

/** The metadata of an object: `labels` where it has some. */
export function metadata(random: Random, namespace: string | undefined, name: string, labels?: object) {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-"),
    creationTimestamp: momentBefore(random, 90),
    ...(labels === undefined ? {} : { labels }),
  };
}

/** The labels by which an app's parts find one another. */
export function labelsOf(app: App) {
  return { "app.kubernetes.io/name": app.name, "app.kubernetes.io/part-of": app.namespace };
}

export function podOf(random: Random, app: App, name: string, node: string) {
  const restarts = Math.max(0, random.below(12) - 9);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata(random, app.namespace, name, { ...labelsOf(app), "pod-template-hash": app.templateHash }),
    spec: {
      nodeName: node,
      serviceAccountName: app.name,
      containers: [
        {
          name: app.name,
          image: app.image,
          ports: [{ containerPort: app.port, protocol: "TCP" }],
          resources: { requests: { cpu: random.pick(["50m", "100m", "250m"]), memory: "128Mi" } },
        },
      ],
    },
    status: {
      phase: "Running",
      podIP: `10.12.${random.below(24)}.${2 + random.below(250)}`,
      containerStatuses: [{ name: app.name, ready: true, restartCount: restarts, image: app.image }],
    },
  };
}

export function deploymentOf(random: Random, app: App) {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(random, app.namespace, app.name, labelsOf(app)),
    spec: {
      replicas: app.replicas,
      selector: { matchLabels: labelsOf(app) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      template: { spec: { containers: [{ name: app.name, image: app.image }] } },
    },
    status: { replicas: app.replicas, readyReplicas: app.replicas, observedGeneration: 1 + random.below(40) },
  };
}

export function serviceOf(random: Random, app: App) {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(random, app.namespace, app.name, labelsOf(app)),
    spec: {
      type: "ClusterIP",
      clusterIP: `10.96.${random.below(16)}.${1 + random.below(250)}`,
      ports: [{ name: "http", port: 80, targetPort: app.port }],
      selector: labelsOf(app),
    },
  };
}

const reasons = [
  ["Scheduled", "Successfully assigned the pod to its node"],
  ["Pulled", "Container image already present on machine"],
  ["Created", "Created container"],
  ["Started", "Started container"],
  ["Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503"],
] as const;

/** Event number `at` in the life of a pod. */
export function eventOf(random: Random, app: App, pod: string, name: string, at: number) {
  const [reason, text] = reasons[at % reasons.length] ?? reasons[0];
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: metadata(random, app.namespace, name),
    involvedObject: { kind: "Pod", namespace: app.namespace, name: pod },
    reason,
    message: text,
    type: reason === "Unhealthy" ? "Warning" : "Normal",
    count: reason === "Unhealthy" ? 1 + random.below(20) : 1,
    lastTimestamp: momentBefore(random, 1),
  };
}
