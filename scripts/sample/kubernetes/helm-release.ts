/** What Helm keeps of a release: JSON, compressed, as base64, in a Secret (helm.sh, pkg/storage/driver/util.go). */
import { gzipSync } from "node:zlib";
import type { SampleKey } from "../sample-key.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { day, momentAgo } from "./moment.ts";
import { inBase64 } from "./settings.ts";
import { namespacedKey } from "./stored.ts";

const namespace = "observability";
const name = "grafana";

function manifestOf(replicas: number): string {
  return `---
# Source: grafana/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: grafana
spec:
  replicas: ${replicas}
`;
}

function releaseKey(version: number, replicas: number, ageSeconds: number, status: string): SampleKey {
  const deployed = momentAgo(ageSeconds);
  const template = manifestOf(replicas).replace(`: ${replicas}\n`, ": {{ .Values.replicas }}\n");
  const release = {
    name,
    info: {
      first_deployed: momentAgo(40 * day),
      last_deployed: deployed,
      deleted: "",
      description: version === 1 ? "Install complete" : "Upgrade complete",
      status,
      notes: "Open Grafana at http://grafana.observability",
    },
    chart: {
      metadata: { name, version: `8.5.${version}`, appVersion: "11.2.1", apiVersion: "v2", description: "Dashboards" },
      templates: [{ name: "templates/deployment.yaml", data: inBase64(template) }],
      values: { replicas: 1 },
    },
    config: { replicas },
    manifest: manifestOf(replicas),
    version,
    namespace,
  };
  const packed = gzipSync(JSON.stringify(release), { level: 9 }).toString("base64");
  return namespacedKey("secrets", {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadata(ownRandom(`release ${version}`), `sh.helm.release.v1.${name}.v${version}`, {
      namespace,
      ageSeconds,
      labels: { name, owner: "helm", status, version: String(version) },
    }),
    data: { release: inBase64(packed) },
    type: "helm.sh/release.v1",
  });
}

/** An installed chart and its upgrade. */
export function helmReleaseKeys(): SampleKey[] {
  return [releaseKey(1, 1, 40 * day, "superseded"), releaseKey(2, 2, 3 * day, "deployed")];
}
