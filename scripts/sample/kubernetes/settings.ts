/** Config maps, service accounts, and the Secrets of apps. */
import { encodeBase64, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import type { Random } from "../random.ts";
import type { SampleKey } from "../sample-key.ts";
import { clusterAuthority } from "./certificates.ts";
import { labelsOf, metadata } from "./metadata.ts";
import type { App } from "./plan.ts";
import { clusterKey, namespacedKey } from "./stored.ts";

/** A text as the data of a Secret. */
export const inBase64 = (text: string): string => encodeBase64(encodeUtf8(text));

/** What an app is configured with. */
export function appSettingKeys(random: Random, app: App): SampleKey[] {
  const { namespace, name } = app;
  const about = { namespace, labels: labelsOf(app) };
  const settingsMeta = metadata(random, name, about);
  const settings = (level: string) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: settingsMeta,
    data: { LOG_LEVEL: level, PORT: String(app.port), "app.properties": `name=${name}\npool.size=8\n` },
  });
  // Made-up words: a sample must not look like somebody's credentials.
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadata(random, name, about),
    data: { username: inBase64(name), password: inBase64("only-a-sample") },
    type: "Opaque",
  };
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata(random, name, { namespace }) };
  const levels = app.earlierImage === undefined ? ["info"] : ["info", "debug", "info"];
  return [
    namespacedKey("configmaps", ...levels.map(settings)),
    namespacedKey("secrets", secret),
    namespacedKey("serviceaccounts", account),
  ];
}

/** A namespace, and what every namespace is given. */
export function namespaceKeys(random: Random, name: string): SampleKey[] {
  const namespace = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: metadata(random, name, { labels: { "kubernetes.io/metadata.name": name } }),
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
  const rootCa = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(random, "kube-root-ca.crt", { namespace: name }),
    data: { "ca.crt": clusterAuthority },
  };
  const account = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadata(random, "default", { namespace: name }),
  };
  return [
    clusterKey("namespaces", namespace),
    namespacedKey("configmaps", rootCa),
    namespacedKey("serviceaccounts", account),
  ];
}
