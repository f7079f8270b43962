/** Pods, as the kubelet reports them, and the template from which controllers make them. */
import type { Random } from "../random.ts";
import { labelsOf, metadata } from "./metadata.ts";
import { day, hour, momentAgo } from "./moment.ts";
import type { App, Node } from "./plan.ts";
import type { KubernetesObject } from "./stored.ts";

const probe = (path: string) => ({
  httpGet: { path, port: "http", scheme: "HTTP" },
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
});

/** The spec of an app's pods, with what the API server fills in by default. */
export function podSpecOf(app: App, image = app.image) {
  return {
    containers: [
      {
        name: app.name,
        image,
        ports: [{ name: "http", containerPort: app.port, protocol: "TCP" }],
        envFrom: [{ configMapRef: { name: app.name } }],
        resources: { limits: { memory: "256Mi" }, requests: { cpu: "100m", memory: "128Mi" } },
        livenessProbe: probe("/healthz"),
        readinessProbe: probe("/ready"),
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
        imagePullPolicy: "IfNotPresent",
      },
    ],
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    serviceAccountName: app.name,
    serviceAccount: app.name,
    securityContext: {},
    schedulerName: "default-scheduler",
  };
}

/** A pod before it runs, and as it runs on its node. */
export function podVersions(random: Random, app: App, name: string, owner: KubernetesObject, node: Node) {
  const ageSeconds = hour + random.below(6 * day);
  const labels = {
    ...labelsOf(app),
    ...(owner.kind === "ReplicaSet" ? { "pod-template-hash": app.templateHash } : {}),
  };
  const meta = metadata(random, name, { namespace: app.namespace, ageSeconds, labels, owner });
  const pod = { apiVersion: "v1", kind: "Pod", metadata: meta };
  const spec = { ...podSpecOf(app), nodeName: node.name, enableServiceLinks: true, priority: 0 };
  const podIP = `10.12.${node.address.split(".")[3] ?? "0"}.${2 + random.below(250)}`;
  const restartCount = Math.max(0, random.below(12) - 9);
  const since = momentAgo(ageSeconds - 8);
  const conditions = ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => ({
    type,
    status: "True",
    lastTransitionTime: since,
  }));
  const container = {
    name: app.name,
    state: { running: { startedAt: since } },
    ready: true,
    restartCount,
    image: app.image,
    imageID: `${app.image.split(":")[0] ?? ""}@sha256:${random.hex(64)}`,
    containerID: `containerd://${random.hex(64)}`,
    started: true,
  };
  const status = {
    phase: "Running",
    conditions,
    hostIP: node.address,
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: momentAgo(ageSeconds - 2),
    containerStatuses: [container],
    qosClass: "Burstable",
  };
  const pending = { ...pod, spec, status: { phase: "Pending", qosClass: "Burstable" } };
  return { pending, running: { ...pod, spec, status }, podIP, node };
}

export type PodVersions = ReturnType<typeof podVersions>;
