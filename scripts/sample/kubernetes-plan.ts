/** The imagined cluster whose registry the sample shows: who runs what, where. */
import type { Random } from "./random.ts";

export interface App {
  namespace: string;
  name: string;
  replicas: number;
  /** The hash in the names of its current replica set and pods. */
  templateHash: string;
  image: string;
  port: number;
}

export interface Cluster {
  nodes: readonly string[];
  namespaces: readonly string[];
  apps: readonly App[];
}

const appsByNamespace: Readonly<Record<string, readonly string[]>> = {
  default: ["debug-shell", "echo"],
  "kube-system": ["coredns", "metrics-server", "konnectivity-agent", "node-local-dns", "csi-controller"],
  ingress: ["gateway", "external-dns", "cert-manager", "cert-manager-webhook"],
  shop: ["storefront", "checkout", "catalog", "cart", "search", "recommendations", "reviews", "wishlist"],
  payments: ["billing", "ledger", "fraud-check", "payouts", "invoice-pdf", "card-vault"],
  logistics: ["inventory", "courier", "labels", "tracking", "returns", "warehouse-sync"],
  identity: ["login", "sessions", "directory", "audit-log"],
  media: ["thumbnails", "uploads", "transcoder", "cdn-purge"],
  data: ["events-ingest", "warehouse-loader", "reports", "feature-store", "notebooks"],
  observability: ["prometheus", "alertmanager", "grafana", "loki", "tempo", "otel-collector"],
  staging: ["storefront", "checkout", "catalog", "cart", "billing", "inventory", "login", "search"],
  ci: ["runner", "cache", "registry", "preview-gc"],
};

/** The cluster, the same for the same random numbers. */
export function planCluster(random: Random): Cluster {
  const nodes = Array.from({ length: 24 }, (_, at) => `node-${["a", "b", "c"][at % 3]}-${random.suffix(5)}`);
  const apps = Object.entries(appsByNamespace).flatMap(([namespace, names]) =>
    names.map((name) => ({
      namespace,
      name,
      replicas: namespace === "staging" ? 2 : 4 + random.below(12),
      templateHash: random.hex(10),
      image: `images.internal/${namespace}/${name}:${1 + random.below(4)}.${random.below(30)}.${random.below(9)}`,
      port: random.pick([8080, 8443, 9000, 3000]),
    })),
  );
  return { nodes, namespaces: Object.keys(appsByNamespace), apps };
}
