import { expect, test } from "vitest";
import type { ObjectView } from "#/features/value/text/object-view.ts";
import { kubectlCommand } from "./kubectl.ts";

const object = (apiVersion: string, kind: string, namespace: string): ObjectView => ({
  apiVersion,
  kind,
  name: "cart",
  namespace,
  owner: undefined,
  unknownFields: 0,
  uneditable: undefined,
});

test("a command names the kind with its group, and the namespace where there is one", () => {
  expect(kubectlCommand("get", object("v1", "Pod", "shop"))).toBe("kubectl -n shop get pod/cart -o yaml");
  expect(kubectlCommand("edit", object("apps/v1", "Deployment", "shop"))).toBe(
    "kubectl -n shop edit deployment.apps/cart",
  );
  expect(kubectlCommand("delete", object("v1", "Node", ""))).toBe("kubectl delete node/cart");
});
