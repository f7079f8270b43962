/**
 * The resources of Kubernetes: what they are called, and where below its prefix the API server keeps them. Source: the
 * names of `kubectl api-resources`; the paths that differ from the name are those of SpecialDefaultResourcePrefixes
 * (kubernetes, pkg/kubeapiserver/default_storage_factory_builder.go).
 */

export interface Resource {
  readonly kind: string;
  /** As its path says it: `deployments`. */
  readonly plural: string;
  /** Empty: the core group. */
  readonly group: string;
  readonly shortNames: readonly string[];
  readonly isNamespaced: boolean;
  /** Below the prefix: `deployments`, `services/specs`, `shop.example/carts`. */
  readonly path: string;
}

/** Kind, plural, short names with commas, and where it is not the plural the path. In capitals: not in a namespace. */
const table: Readonly<Record<string, string>> = {
  "": `Pod pods po; Service services svc services/specs; Endpoints endpoints ep services/endpoints; ConfigMap configmaps cm;
    Secret secrets -; Event events ev; ServiceAccount serviceaccounts sa; PersistentVolumeClaim persistentvolumeclaims pvc;
    ReplicationController replicationcontrollers rc controllers; LimitRange limitranges limits; PodTemplate podtemplates -;
    ResourceQuota resourcequotas quota; NAMESPACE Namespace namespaces ns; NAMESPACE Node nodes no minions;
    NAMESPACE PersistentVolume persistentvolumes pv`,
  apps: `Deployment deployments deploy; ReplicaSet replicasets rs; StatefulSet statefulsets sts; DaemonSet daemonsets ds;
    ControllerRevision controllerrevisions -`,
  batch: "Job jobs -; CronJob cronjobs cj",
  autoscaling: "HorizontalPodAutoscaler horizontalpodautoscalers hpa",
  policy: "PodDisruptionBudget poddisruptionbudgets pdb",
  "networking.k8s.io": `Ingress ingresses ing ingress; NetworkPolicy networkpolicies netpol;
    NAMESPACE IngressClass ingressclasses -; NAMESPACE IPAddress ipaddresses ip; NAMESPACE ServiceCIDR servicecidrs -`,
  "discovery.k8s.io": "EndpointSlice endpointslices -",
  "coordination.k8s.io": "Lease leases -; LeaseCandidate leasecandidates -",
  "rbac.authorization.k8s.io": `Role roles -; RoleBinding rolebindings -; NAMESPACE ClusterRole clusterroles -;
    NAMESPACE ClusterRoleBinding clusterrolebindings -`,
  "storage.k8s.io": `NAMESPACE StorageClass storageclasses sc; NAMESPACE CSINode csinodes -; NAMESPACE CSIDriver csidrivers -;
    NAMESPACE VolumeAttachment volumeattachments -; CSIStorageCapacity csistoragecapacities -`,
  "scheduling.k8s.io": "NAMESPACE PriorityClass priorityclasses pc",
  "node.k8s.io": "NAMESPACE RuntimeClass runtimeclasses -",
  "certificates.k8s.io": "NAMESPACE CertificateSigningRequest certificatesigningrequests csr",
  "flowcontrol.apiserver.k8s.io": `NAMESPACE FlowSchema flowschemas -;
    NAMESPACE PriorityLevelConfiguration prioritylevelconfigurations -`,
  "admissionregistration.k8s.io": `NAMESPACE ValidatingWebhookConfiguration validatingwebhookconfigurations -;
    NAMESPACE MutatingWebhookConfiguration mutatingwebhookconfigurations -;
    NAMESPACE ValidatingAdmissionPolicy validatingadmissionpolicies -;
    NAMESPACE ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings -`,
  "apiextensions.k8s.io": `NAMESPACE CustomResourceDefinition customresourcedefinitions crd,crds
    apiextensions.k8s.io/customresourcedefinitions`,
  "apiregistration.k8s.io": "NAMESPACE APIService apiservices - apiregistration.k8s.io/apiservices",
  "resource.k8s.io": `ResourceClaim resourceclaims -; ResourceClaimTemplate resourceclaimtemplates -;
    NAMESPACE ResourceSlice resourceslices -; NAMESPACE DeviceClass deviceclasses -`,
};

export const resources: readonly Resource[] = Object.entries(table).flatMap(([group, rows]) =>
  rows.split(";").map((row) => {
    const words = row.trim().split(/\s+/);
    const isNamespaced = words[0] !== "NAMESPACE";
    const [kind = "", plural = "", shorts = "-", path = plural] = isNamespaced ? words : words.slice(1);
    return { kind, plural, group, shortNames: shorts === "-" ? [] : shorts.split(","), isNamespaced, path };
  }),
);

/** `apps` of `apps/v1`; empty: the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/**
 * The resource of a kind. Events of `events.k8s.io` are kept with those of the core group. A kind that is not known is
 * taken for a custom one, whose plural is guessed; undefined: it has no group, so that it is none.
 */
export function resourceOfKind(group: string, kind: string, isNamespaced = true): Resource | undefined {
  const home = group === "events.k8s.io" ? "" : group === "extensions" ? "networking.k8s.io" : group;
  const known = resources.find((each) => each.kind === kind && each.group === home);
  if (known !== undefined) return known;
  if (!group.includes(".") || kind === "") return undefined;
  const plural = pluralOf(kind.toLowerCase());
  return { kind, plural, group, shortNames: [], isNamespaced, path: `${group}/${plural}` };
}

/** As Kubernetes' own code generators guess it (apimachinery, meta.UnsafeGuessKindToResource). */
function pluralOf(singular: string): string {
  if (singular.endsWith("endpoints")) return singular;
  if (singular.endsWith("s")) return `${singular}es`;
  return singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** What kubectl takes for it: `deploy`, `deployment`, `deployments.apps`. Undefined: unknown. */
export function resourceOfWord(word: string): Resource | undefined {
  const [name = "", ...rest] = word.toLowerCase().split(".");
  const group = rest.join(".").replace(/^v\d\w*\./, "");
  const found = resources.find(
    ({ plural, kind, shortNames, group: home }) =>
      (plural === name || kind.toLowerCase() === name || shortNames.includes(name)) && (group === "" || group === home),
  );
  if (found !== undefined || !group.includes(".")) return found;
  return { kind: name, plural: name, group, shortNames: [], isNamespaced: true, path: `${group}/${name}` };
}
