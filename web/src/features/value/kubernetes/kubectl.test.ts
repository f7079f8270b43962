import { resourceOfKind } from "@etcd-explorer/shared/kubernetes/resources";
import { expect, test } from "vitest";
import { kubectlCommand, kubectlVerbs } from "./kubectl.ts";

function object(group: string, kind: string, namespace: string, name = "cart") {
  const resource = resourceOfKind(group, kind, namespace !== "");
  if (resource === undefined) throw new Error(`no resource: ${kind}`);
  return { resource, namespace, name };
}

test("a command names the kind with its group, and the namespace where there is one", () => {
  expect(kubectlCommand("get", object("", "Pod", "shop"))).toBe("kubectl -n shop get pod/cart -o yaml");
  expect(kubectlCommand("edit", object("apps", "Deployment", "shop"))).toBe(
    "kubectl -n shop edit deployment.apps/cart",
  );
  expect(kubectlCommand("delete", object("", "Node", ""))).toBe("kubectl delete node/cart");
  expect(kubectlCommand("describe", object("shop.example", "Cart", "shop"))).toBe(
    "kubectl -n shop describe cart.shop.example/cart",
  );
});

test("all of its kind and its events are asked for, those of what has no namespace everywhere", () => {
  expect(kubectlCommand("list", object("apps", "Deployment", "shop"))).toBe("kubectl -n shop get deployments.apps");
  expect(kubectlCommand("events", object("", "Pod", "shop"))).toBe(
    "kubectl -n shop get events --field-selector involvedObject.kind=Pod,involvedObject.name=cart",
  );
  expect(kubectlCommand("events", object("", "Node", ""))).toContain("get events -A --field-selector");
});

test("words are quoted for a shell, and there are none for a name that cannot be said", () => {
  expect(kubectlCommand("edit", object("", "Pod", "shop", "a$(id)'b"))).toBe(
    String.raw`kubectl -n shop edit 'pod/a$(id)'\''b'`,
  );
  for (const name of ["", "-f", "a/b", "..", "a b", "a\n"])
    for (const verb of kubectlVerbs) expect(kubectlCommand(verb, object("", "Pod", "shop", name))).toBeUndefined();
  expect(kubectlCommand("get", object("", "Pod", "-A"))).toBeUndefined();
});
