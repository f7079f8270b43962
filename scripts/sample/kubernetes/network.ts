/** How the pods of an app are reached: its service, the addresses behind it, and the shop's ingress. */
import type { Random } from "../random.ts";
import type { SampleKey } from "../sample-key.ts";
import { labelsOf, metadata, ownRandom, referenceTo } from "./metadata.ts";
import type { App } from "./plan.ts";
import type { PodVersions } from "./pods.ts";
import { namespacedKey } from "./stored.ts";

/** A service, and its addresses in the old and the new form. */
export function serviceKeys(random: Random, app: App, pods: readonly PodVersions[]): SampleKey[] {
  const { namespace, name } = app;
  const clusterIP = `10.96.${random.below(16)}.${1 + random.below(250)}`;
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(random, name, { namespace, labels: labelsOf(app) }),
    spec: {
      type: "ClusterIP",
      clusterIP,
      clusterIPs: [clusterIP],
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: "http" }],
      selector: labelsOf(app),
      sessionAffinity: "None",
      internalTrafficPolicy: "Cluster",
    },
    status: { loadBalancer: {} },
  };
  const addresses = pods.map(({ podIP, node, running }) => ({
    ip: podIP,
    nodeName: node.name,
    targetRef: referenceTo(running),
  }));
  const port = { name: "http", port: app.port, protocol: "TCP" };
  const endpoints = {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: metadata(random, name, { namespace, labels: labelsOf(app) }),
    subsets: [{ addresses, ports: [port] }],
  };
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: metadata(random, `${name}-${random.suffix(5)}`, {
      namespace,
      labels: { ...labelsOf(app), "kubernetes.io/service-name": name },
      owner: service,
    }),
    addressType: "IPv4",
    endpoints: addresses.map(({ ip, ...rest }, at) => ({
      addresses: [ip],
      conditions: { ready: true, serving: true, terminating: false },
      ...rest,
      zone: pods[at]?.node.zone ?? "",
    })),
    ports: [port],
  };
  return [
    namespacedKey("services/specs", service),
    namespacedKey("services/endpoints", endpoints),
    namespacedKey("endpointslices", slice),
  ];
}

/** The way in from outside, what may reach payments, and how far the shop grows. */
export function policyKeys(): SampleKey[] {
  const random = ownRandom("policy");
  const backend = { service: { name: "storefront", port: { name: "http" } } };
  const ingress = {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: metadata(random, "storefront", { namespace: "shop" }),
    spec: {
      ingressClassName: "gateway",
      tls: [{ hosts: ["shop.example.com"], secretName: "shop-example-com-tls" }],
      rules: [{ host: "shop.example.com", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
    status: { loadBalancer: { ingress: [{ ip: "192.0.2.10" }] } },
  };
  const fromShop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
  const networkPolicy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(random, "only-from-shop", { namespace: "payments" }),
    spec: { podSelector: {}, ingress: [{ from: [fromShop] }], policyTypes: ["Ingress"] },
  };
  const autoscaler = {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(random, "storefront", { namespace: "shop" }),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "storefront" },
      minReplicas: 2,
      maxReplicas: 12,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    },
    status: { currentReplicas: 3, desiredReplicas: 3 },
  };
  const budget = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(random, "checkout", { namespace: "shop" }),
    spec: { minAvailable: "50%", selector: { matchLabels: { "app.kubernetes.io/name": "checkout" } } },
  };
  return [
    namespacedKey("ingress", ingress),
    namespacedKey("networkpolicies", networkPolicy),
    namespacedKey("horizontalpodautoscalers", autoscaler),
    namespacedKey("poddisruptionbudgets", budget),
  ];
}
