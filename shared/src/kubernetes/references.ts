/** Which other objects an object of Kubernetes names, and which may name it. */
import { isObjectMap, type ObjectMap, type ObjectValue } from "./object-value.ts";
import type { ResourceName } from "./resource-key.ts";
import { groupOf, resourceOfKind, resources, type Resource } from "./resources.ts";

export interface Reference {
  /** What the other one is to it: `owner`, `node`. */
  readonly relation: string;
  readonly to: ResourceName;
}

/** What an object is called; undefined: its kind has no resource, or it has no name. */
export function nameOfObject(object: ObjectMap): ResourceName | undefined {
  const metadata = mapAt(object, "metadata");
  const [name, namespace] = [textAt(metadata, "name"), textAt(metadata, "namespace")];
  const resource = resourceOfKind(groupOf(textAt(object, "apiVersion")), textAt(object, "kind"), namespace !== "");
  return resource === undefined || name === "" ? undefined : { resource, namespace, name };
}

/** The objects that one names, its owners first, each once. */
export function referencesOf(object: ObjectMap): readonly Reference[] {
  const self = nameOfObject(object);
  const namespace = self?.namespace ?? "";
  const spec = mapAt(object, "spec");
  const found = [
    ...mapsAt(mapAt(object, "metadata"), "ownerReferences").map((owner) => typed("owner", owner, namespace)),
    typed("involved object", mapAt(object, "involvedObject"), namespace),
    typed("involved object", mapAt(object, "regarding"), namespace),
    typed("scale target", mapAt(spec, "scaleTargetRef"), namespace),
    typed("claim", mapAt(spec, "claimRef"), namespace, { apiVersion: "v1", kind: "PersistentVolumeClaim" }),
    typed("role", mapAt(object, "roleRef"), namespace, { apiVersion: "rbac.authorization.k8s.io/v1", kind: "" }),
    ...(self === undefined ? [] : ofKind(object, self)),
  ].filter((each) => each !== undefined);
  return found.filter(
    (one, at) => found.findIndex((other) => isSame(one.to, other.to) && one.relation === other.relation) === at,
  );
}

/** What the name alone tells of some kinds. */
function ofKind(object: ObjectMap, { resource, namespace, name }: ResourceName): readonly (Reference | undefined)[] {
  const spec = mapAt(object, "spec");
  const labels = mapAt(mapAt(object, "metadata"), "labels");
  switch (resource.kind) {
    case "Pod":
      return [
        named("node", "", "Node", "", textAt(spec, "nodeName")),
        named("service account", "", "ServiceAccount", namespace, textAt(spec, "serviceAccountName")),
        ...mapsAt(spec, "volumes").flatMap((volume) => [
          named("volume", "", "ConfigMap", namespace, textAt(mapAt(volume, "configMap"), "name")),
          named("volume", "", "Secret", namespace, textAt(mapAt(volume, "secret"), "secretName")),
          named(
            "volume",
            "",
            "PersistentVolumeClaim",
            namespace,
            textAt(mapAt(volume, "persistentVolumeClaim"), "claimName"),
          ),
        ]),
      ];
    case "PersistentVolumeClaim":
      return [named("volume", "", "PersistentVolume", "", textAt(spec, "volumeName"))];
    case "Service":
      return [named("endpoints", "", "Endpoints", namespace, name)];
    case "Endpoints":
      return [named("service", "", "Service", namespace, name)];
    case "EndpointSlice":
      return [named("service", "", "Service", namespace, textAt(labels, "kubernetes.io/service-name"))];
    case "Lease":
      return namespace === "kube-node-lease" ? [named("node", "", "Node", "", name)] : [];
    default:
      return [];
  }
}

/** The kinds of objects that a kind owns, whose names begin with that of their owner and a hyphen. */
const ownedKinds: Readonly<Record<string, readonly (readonly [group: string, kind: string])[]>> = {
  Deployment: [["apps", "ReplicaSet"]],
  ReplicaSet: [["", "Pod"]],
  ReplicationController: [["", "Pod"]],
  StatefulSet: [
    ["", "Pod"],
    ["apps", "ControllerRevision"],
  ],
  DaemonSet: [
    ["", "Pod"],
    ["apps", "ControllerRevision"],
  ],
  Job: [["", "Pod"]],
  CronJob: [["batch", "Job"]],
  Service: [["discovery.k8s.io", "EndpointSlice"]],
};

/** The resources in which objects may lie that one of this kind owns. */
export function ownedResources({ kind }: Resource): readonly Resource[] {
  const kinds = Object.hasOwn(ownedKinds, kind) ? (ownedKinds[kind] ?? []) : [];
  return kinds.flatMap(([group, owned]) => resourceOfKind(group, owned) ?? []);
}

/** Whether an object names another one as an owner of it. `uid` empty: by its name. */
export function isOwnedBy(object: ObjectMap, { resource, name }: ResourceName, uid: string): boolean {
  return mapsAt(mapAt(object, "metadata"), "ownerReferences").some(
    (owner) =>
      textAt(owner, "kind") === resource.kind &&
      textAt(owner, "name") === name &&
      (uid === "" || textAt(owner, "uid") === "" || textAt(owner, "uid") === uid),
  );
}

function typed(
  relation: string,
  reference: ObjectMap,
  namespace: string,
  given: { readonly apiVersion: string; readonly kind: string } = { apiVersion: "", kind: "" },
): Reference | undefined {
  const apiVersion =
    textAt(reference, "apiVersion") || (textAt(reference, "apiGroup") && `${textAt(reference, "apiGroup")}/`);
  const kind = textAt(reference, "kind") || given.kind;
  const group = groupOf(apiVersion || given.apiVersion) || groupOfKind(kind);
  return named(relation, group, kind, textAt(reference, "namespace") || namespace, textAt(reference, "name"));
}

/** Events name a kind without its version now and then. */
function groupOfKind(kind: string): string {
  return resources.find((each) => each.kind === kind)?.group ?? "";
}

function named(relation: string, group: string, kind: string, namespace: string, name: string): Reference | undefined {
  const resource = name === "" ? undefined : resourceOfKind(group, kind, namespace !== "");
  return resource && { relation, to: { resource, namespace: resource.isNamespaced ? namespace : "", name } };
}

function isSame(one: ResourceName, other: ResourceName): boolean {
  return one.name === other.name && one.namespace === other.namespace && one.resource.path === other.resource.path;
}

export function mapAt(map: ObjectMap, name: string): ObjectMap {
  const value = map.get(name);
  return isObjectMap(value) ? value : new Map<string, ObjectValue>();
}

export function mapsAt(map: ObjectMap, name: string): readonly ObjectMap[] {
  const value = map.get(name);
  return Array.isArray(value) ? value.filter(isObjectMap) : [];
}

export function textAt(map: ObjectMap, name: string): string {
  const value = map.get(name);
  return typeof value === "string" ? value : "";
}
