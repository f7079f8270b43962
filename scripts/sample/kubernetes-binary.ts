/** Objects in the binary form that a real API server stores by default: nodes and their leases. */
import { asValue, type Value } from "@etcd-explorer/shared/model/bytes";
import { kubernetesObject, message } from "./protobuf.ts";
import type { Random } from "./random.ts";

const createdSeconds = 1_780_000_000;
/** The page tells by the renewals when revisions were written: they are of the time at which the sample is. */
const renewedSeconds = Math.floor(Date.now() / 1000);

// ObjectMeta: name 1, namespace 3, uid 5, creationTimestamp 8 (k8s.io/apimachinery, meta/v1/generated.proto).
function objectMeta(random: Random, namespace: string, name: string) {
  const uid = [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
  const created = message([1, createdSeconds + random.below(4_000_000)]);
  return message([1, name], [3, namespace], [5, uid], [8, created]);
}

/** Node: metadata 1, spec 2 (podCIDR 1, providerID 3), status 3 (addresses 5: type 1, address 2). */
export function nodeValue(random: Random, name: string, at: number): Value {
  const spec = message([1, `10.12.${at}.0/24`], [3, `metal://${name}`]);
  const addresses = [
    ["InternalIP", `10.0.0.${10 + at}`],
    ["Hostname", name],
  ] as const;
  const status = message(...addresses.map(([type, address]) => [5, message([1, type], [2, address])] as const));
  const node = message([1, objectMeta(random, "", name)], [2, spec], [3, status]);
  return asValue(kubernetesObject("v1", "Node", node));
}

/** Lease: metadata 1, spec 2 (holderIdentity 1, leaseDurationSeconds 2, renewTime 4, leaseTransitions 5). */
export function nodeLeaseValue(random: Random, name: string, renewal: number): Value {
  const renewed = message([1, renewedSeconds], [2, renewal * 1_000_000]);
  const spec = message([1, name], [2, 40], [4, renewed], [5, 0]);
  const lease = message([1, objectMeta(random, "kube-node-lease", name)], [2, spec]);
  return asValue(kubernetesObject("coordination.k8s.io/v1", "Lease", lease));
}
