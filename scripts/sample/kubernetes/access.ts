/** Who may do what: cluster roles, roles and their bindings. */
import type { SampleKey } from "../sample-key.ts";
import { metadata, ownRandom } from "./metadata.ts";
import { clusterKey, namespacedKey } from "./stored.ts";

const api = "rbac.authorization.k8s.io";
const read = ["get", "list", "watch"];
const change = ["create", "delete", "patch", "update"];

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const rule = (apiGroups: readonly string[], resources: readonly string[], verbs: readonly string[]): Rule => ({
  apiGroups,
  resources,
  verbs,
});

const clusterRoles: Readonly<Record<string, readonly Rule[]>> = {
  "cluster-admin": [rule(["*"], ["*"], ["*"])],
  admin: [rule(["", "apps", "batch"], ["*"], [...read, ...change])],
  edit: [rule(["", "apps", "batch"], ["configmaps", "deployments", "jobs", "pods", "services"], [...read, ...change])],
  view: [rule(["", "apps", "batch"], ["configmaps", "deployments", "jobs", "pods", "services"], read)],
  "system:node": [rule([""], ["nodes", "pods", "secrets"], read)],
  "system:kube-scheduler": [rule([""], ["nodes", "pods"], read), rule([""], ["bindings", "pods/binding"], ["create"])],
  "system:coredns": [rule(["discovery.k8s.io"], ["endpointslices"], read)],
};

const bindings: readonly (readonly [role: string, subjectKind: "Group" | "User", subject: string])[] = [
  ["cluster-admin", "Group", "system:masters"],
  ["view", "Group", "support"],
  ["system:kube-scheduler", "User", "system:kube-scheduler"],
];

const roleRef = (kind: string, name: string) => ({ apiGroup: api, kind, name });

/** Everything of RBAC. */
export function accessKeys(): SampleKey[] {
  const random = ownRandom("access");
  const labels = { "kubernetes.io/bootstrapping": "rbac-defaults" };
  const object = (kind: string, name: string, rest: object, namespace?: string) => ({
    apiVersion: `${api}/v1`,
    kind,
    metadata: metadata(random, name, namespace === undefined ? { labels } : { namespace }),
    ...rest,
  });
  const deployer = { kind: "ServiceAccount", namespace: "shop", name: "deployer" };
  const [shop, role] = ["shop", "deployer"];
  return [
    ...Object.entries(clusterRoles).map(([name, rules]) =>
      clusterKey("clusterroles", object("ClusterRole", name, { rules })),
    ),
    ...bindings.map(([name, kind, subject]) => {
      const rest = { subjects: [{ kind, apiGroup: api, name: subject }], roleRef: roleRef("ClusterRole", name) };
      return clusterKey("clusterrolebindings", object("ClusterRoleBinding", name, rest));
    }),
    namespacedKey(
      "roles",
      object("Role", role, { rules: [rule(["apps"], ["deployments"], [...read, "patch"])] }, shop),
    ),
    namespacedKey(
      "rolebindings",
      object("RoleBinding", role, { subjects: [deployer], roleRef: roleRef("Role", role) }, shop),
    ),
  ];
}
