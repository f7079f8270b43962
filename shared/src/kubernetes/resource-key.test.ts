import { keyFromText } from "../model/bytes.ts";
import { formatKey } from "../model/key-text.ts";
import { describe, expect, test } from "vitest";
import { formatResourceKey, parseResourceKey, prefixOfKey } from "./resource-key.ts";
import { parseResourceWords } from "./resource-words.ts";
import { resourceOfKind, resourceOfWord, resources } from "./resources.ts";

const read = (text: string, prefix?: string) => {
  const found = parseResourceKey(keyFromText(text), prefix);
  return found && [found.prefix, found.resource.plural, found.namespace, found.name];
};

describe("a key and its resource", () => {
  test("every resource comes back from its key, whatever the prefix", () => {
    for (const resource of resources) {
      const named = { resource, namespace: resource.isNamespaced ? "shop" : "", name: "web.1" };
      for (const prefix of ["/registry", "/kubernetes.io", "/cells/eu/k8s", ""]) {
        const key = formatResourceKey(prefix, named);
        expect(parseResourceKey(key, prefix)).toEqual({ prefix, ...named });
        expect(prefixOfKey(key, named)).toBe(prefix);
        // `kubernetes.io` itself reads as a group: there the prefix must be known.
        expect(parseResourceKey(key, prefix === "/kubernetes.io" ? prefix : undefined)).toEqual({ prefix, ...named });
      }
    }
  });

  test("the paths that differ from the names are read", () => {
    expect(read("/registry/minions/node-1")).toEqual(["/registry", "nodes", "", "node-1"]);
    expect(read("/registry/services/specs/shop/web")).toEqual(["/registry", "services", "shop", "web"]);
    expect(read("/registry/services/endpoints/shop/web")).toEqual(["/registry", "endpoints", "shop", "web"]);
    expect(read("/kubernetes.io/pods/shop/web", "/kubernetes.io")).toEqual(["/kubernetes.io", "pods", "shop", "web"]);
    expect(read("/registry/shop.example/carts/shop/one")).toEqual(["/registry", "carts", "shop", "one"]);
    expect(read("/registry/shop.example/plans/gold")).toEqual(["/registry", "plans", "", "gold"]);
  });

  test("other keys are none", () => {
    for (const text of [
      "/registry/pods",
      "/registry/pods/shop",
      "/registry/pods/shop/a/b",
      "/registry//x",
      "pods/a/b",
      "",
    ])
      expect(read(text)).toBeUndefined();
    expect(read("/registry/pods/shop/web", "/other")).toBeUndefined();
  });
});

describe("a kind and its resource", () => {
  test("events of both groups are one, custom kinds are guessed, and nothing else is", () => {
    expect(resourceOfKind("events.k8s.io", "Event")?.path).toBe("events");
    expect(resourceOfKind("extensions", "Ingress")?.path).toBe("ingress");
    expect(resourceOfKind("shop.example", "Policy")?.path).toBe("shop.example/policies");
    expect(resourceOfKind("shop.example", "Class")?.path).toBe("shop.example/classes");
    expect(resourceOfKind("", "Widget")).toBeUndefined();
  });

  test("it is known by each of kubectl's words, of which no two are the same", () => {
    expect(resourceOfWord("deploy")?.kind).toBe("Deployment");
    expect(resourceOfWord("Deployments.apps")?.kind).toBe("Deployment");
    expect(resourceOfWord("deployments.v1.apps")?.kind).toBe("Deployment");
    expect(resourceOfWord("carts.shop.example")?.path).toBe("shop.example/carts");
    expect(resourceOfWord("frob")).toBeUndefined();
    const words = resources.flatMap(({ plural, kind, shortNames }) => [
      ...new Set([plural, kind.toLowerCase(), ...shortNames]),
    ]);
    expect(new Set(words).size).toBe(words.length);
  });
});

const typed = (text: string) => {
  const words = parseResourceWords(text);
  return words && formatKey(formatResourceKey("", { ...words, namespace: words.namespace ?? "*" }));
};

describe("a resource as it is typed", () => {
  test.each([
    ["deployment web -n shop", "/deployments/shop/web"],
    ["deploy/web", "/deployments/*/web"],
    ["-n shop svc web", "/services/specs/shop/web"],
    ["kubectl -n=shop get po/web-1 -o yaml", "/pods/shop/web-1"],
    ["k describe node node-1", "/minions/node-1"],
    ["oc get cm --namespace=shop", "/configmaps/shop/"],
    ["pods -nshop", "/pods/shop/"],
    ["carts.shop.example/one -n shop", "/shop.example/carts/shop/one"],
  ])("%s", (text, key) => {
    expect(typed(text)).toBe(key);
  });

  test("keys, commands and lone words are none", () => {
    for (const text of ["", "pods", "/registry/pods", "config/db", "pod a b", "pod/a b", "delete", "refresh tree"])
      expect(typed(text)).toBeUndefined();
  });
});
