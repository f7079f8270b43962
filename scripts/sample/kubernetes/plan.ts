/** The imagined cluster whose registry the sample shows: who runs what, where. */
import type { Random } from "../random.ts";

export interface App {
  readonly namespace: string;
  readonly name: string;
  /** What its pods belong to. */
  readonly workload: "Deployment" | "DaemonSet" | "StatefulSet";
  readonly replicas: number;
  /** The hash in the names of its current replica set and pods. */
  readonly templateHash: string;
  readonly image: string;
  /** The image before the last rollout; undefined: there was none. */
  readonly earlierImage: string | undefined;
  readonly port: number;
}

export interface Node {
  readonly name: string;
  readonly address: string;
  readonly zone: string;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  readonly namespaces: readonly string[];
  readonly apps: readonly App[];
}

const appsByNamespace: Readonly<Record<string, readonly string[]>> = {
  default: ["echo"],
  "kube-system": ["coredns", "metrics-server", "kube-proxy", "csi-controller"],
  ingress: ["gateway", "external-dns"],
  shop: ["storefront", "checkout", "catalog", "cart", "search", "recommendations", "reviews", "wishlist"],
  payments: ["billing", "ledger", "fraud-check", "payouts", "invoice-pdf"],
  logistics: ["inventory", "courier", "labels", "tracking", "returns"],
  identity: ["login", "sessions", "audit-log"],
  media: ["thumbnails", "uploads", "transcoder"],
  observability: ["prometheus", "alertmanager", "grafana", "node-exporter"],
  staging: ["storefront", "checkout", "catalog", "cart"],
};

const workloads: Readonly<Record<string, App["workload"]>> = {
  "kube-proxy": "DaemonSet",
  "node-exporter": "DaemonSet",
  prometheus: "StatefulSet",
  ledger: "StatefulSet",
};

const nodeCount = 12;

/** The cluster, the same for the same random numbers. */
export function planCluster(random: Random): Cluster {
  const nodes = Array.from({ length: nodeCount }, (_, at) => {
    const zone = ["a", "b", "c"][at % 3] ?? "a";
    return { name: `node-${zone}-${random.suffix(5)}`, address: `10.0.0.${10 + at}`, zone: `eu-central-${zone}` };
  });
  const apps = Object.entries(appsByNamespace).flatMap(([namespace, names]) =>
    names.map((name) => {
      const minor = random.below(30);
      const imageOf = (version: number) => `images.internal/${namespace}/${name}:2.${version}.${random.below(9)}`;
      const workload = workloads[name] ?? "Deployment";
      const replicas = namespace === "staging" ? 1 : 2 + random.below(4);
      return {
        namespace,
        name,
        workload,
        replicas: workload === "DaemonSet" ? nodeCount : replicas,
        templateHash: random.hex(10),
        image: imageOf(minor + 1),
        earlierImage: workload === "Deployment" && random.below(2) === 0 ? imageOf(minor) : undefined,
        port: random.pick([8080, 8443, 9000, 3000]),
      };
    }),
  );
  return { nodes, namespaces: [...Object.keys(appsByNamespace), "kube-node-lease", "kube-public"], apps };
}
