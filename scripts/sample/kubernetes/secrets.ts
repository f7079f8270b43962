/** Secrets of the kinds that a cluster is full of: a certificate, a token, Helm's releases, and one encrypted at rest. */
import { asValue, concatBytes, encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { SampleKey } from "../sample-key.ts";
import { clusterAuthority, shopCertificate } from "./certificates.ts";
import { helmReleaseKeys } from "./helm-release.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { inBase64 } from "./settings.ts";
import { namespacedKey } from "./stored.ts";

const random = () => ownRandom("secrets");

function certificateKey(): SampleKey {
  return namespacedKey("secrets", {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadata(random(), "shop-example-com-tls", { namespace: "shop" }),
    data: { "tls.crt": inBase64(shopCertificate), "tls.key": inBase64("A sample has no private key.\n") },
    type: "kubernetes.io/tls",
  });
}

const base64Url = (value: object | string) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A token that nobody signed. */
function tokenKey(): SampleKey {
  const [namespace, account] = ["shop", "deployer"];
  const claims = {
    iss: "kubernetes/serviceaccount",
    "kubernetes.io/serviceaccount/namespace": namespace,
    "kubernetes.io/serviceaccount/secret.name": `${account}-token`,
    "kubernetes.io/serviceaccount/service-account.name": account,
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const token = [base64Url({ alg: "RS256", kid: "sample" }), base64Url(claims), base64Url("not a signature")].join(".");
  return namespacedKey("secrets", {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadata(random(), `${account}-token`, {
      namespace,
      annotations: { "kubernetes.io/service-account.name": account },
    }),
    data: { "ca.crt": inBase64(clusterAuthority), namespace: inBase64(namespace), token: inBase64(token) },
    type: "kubernetes.io/service-account-token",
  });
}

/** As a `secretbox` or `aescbc` provider writes it: a prefix, then bytes that only the API server can read. */
function encryptedKey(): SampleKey {
  const cipherText = random().bytes(16 * 21);
  return {
    key: keyFromText("/registry/secrets/payments/card-processor"),
    versions: [asValue(concatBytes([encodeUtf8("k8s:enc:aescbc:v1:key1:"), cipherText]))],
  };
}

/** The special Secrets below /registry/secrets/. */
export function secretKeys(): SampleKey[] {
  return [certificateKey(), tokenKey(), encryptedKey(), ...helmReleaseKeys()];
}
