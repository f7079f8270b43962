/** A registry as a Kubernetes API server lays it out: a small cluster, its objects as protobuf. */
import type { Random } from "../random.ts";
import { deletedKey, textKey, type SampleKey } from "../sample-key.ts";
import { accessKeys } from "./access.ts";
import { controlPlaneKeys } from "./control-plane.ts";
import { customKeys } from "./custom.ts";
import { jobKeys } from "./jobs.ts";
import { metadata } from "./metadata.ts";
import { policyKeys, serviceKeys } from "./network.ts";
import { nodeKeys } from "./nodes.ts";
import { planCluster } from "./plan.ts";
import { secretKeys } from "./secrets.ts";
import { appSettingKeys, namespaceKeys } from "./settings.ts";
import { namespacedKey } from "./stored.ts";
import { workloadOf } from "./workloads.ts";

/** A banner of last season: it is found in the past alone. */
function bannerKey(random: Random): SampleKey {
  const about = metadata(random, "storefront-banner", { namespace: "shop" });
  const banner = (text: string) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: about, data: { text } });
  return deletedKey(namespacedKey("configmaps", banner("Autumn sale"), banner("Last days of the autumn sale")));
}

/** Everything below /registry/, and the key that the API server's compaction leaves beside it. */
export function registryKeys(random: Random): SampleKey[] {
  const cluster = planCluster(random);
  return [
    textKey("compact_rev_key", "1", "1198004", "1201377"),
    ...cluster.nodes.flatMap((node, at) => nodeKeys(random, node, at)),
    ...cluster.namespaces.flatMap((namespace) => namespaceKeys(random, namespace)),
    ...cluster.apps.flatMap((app) => {
      const { pods, keys } = workloadOf(random, app, cluster.nodes);
      return [...keys, ...serviceKeys(random, app, pods), ...appSettingKeys(random, app)];
    }),
    ...jobKeys(cluster.nodes),
    ...policyKeys(),
    ...secretKeys(),
    ...accessKeys(),
    ...controlPlaneKeys(),
    ...customKeys(),
    bannerKey(random),
  ];
}
