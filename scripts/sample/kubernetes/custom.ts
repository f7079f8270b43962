/** A resource of the shop's own: its definition and its objects, which the API server keeps as JSON. */
import type { SampleKey } from "../sample-key.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { day, hour, momentAgo } from "./moment.ts";
import { jsonObjectKey } from "./stored.ts";

const group = "shop.example.com";
const plural = "backups";
const text = { type: "string" };

const schema = {
  type: "object",
  properties: {
    spec: {
      type: "object",
      required: ["database", "schedule"],
      properties: { database: text, schedule: text, keepDays: { type: "integer", minimum: 1 } },
    },
    status: { type: "object", properties: { lastRun: text, sizeBytes: { type: "integer", format: "int64" } } },
  },
};

/** The definition of Backup, and three backups. */
export function customKeys(): SampleKey[] {
  const random = ownRandom("custom");
  const names = { plural, singular: "backup", kind: "Backup", listKind: "BackupList" };
  const definition = {
    kind: "CustomResourceDefinition",
    apiVersion: "apiextensions.k8s.io/v1",
    metadata: metadata(random, `${plural}.${group}`),
    spec: {
      group,
      names,
      scope: "Namespaced",
      versions: [
        { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema }, subresources: { status: {} } },
      ],
      conversion: { strategy: "None" },
    },
    status: {
      conditions: [{ type: "Established", status: "True", reason: "InitialNamesAccepted" }],
      acceptedNames: names,
      storedVersions: ["v1"],
    },
  };
  const backups = ["orders", "customers", "ledger"].map((database, at) => {
    const about = metadata(random, `${database}-nightly`, { namespace: "shop", ageSeconds: 30 * day });
    const versions = [7, 14].map((keepDays) => ({
      apiVersion: `${group}/v1`,
      kind: "Backup",
      metadata: about,
      spec: { database, schedule: `${10 * at} 3 * * *`, keepDays },
      status: { lastRun: momentAgo(9 * hour), sizeBytes: 48_318_382_080 + at },
    }));
    return jsonObjectKey(`${group}/${plural}/shop/${about.name}`, ...versions);
  });
  return [jsonObjectKey(`apiextensions.k8s.io/customresourcedefinitions/${plural}.${group}`, definition), ...backups];
}
