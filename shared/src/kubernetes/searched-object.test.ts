import { expect, test } from "vitest";
import { recordedObject } from "../../test/kubernetes-recorded.ts";
import { builtinFacts } from "./builtin-facts.ts";
import { searchedObject } from "./searched-object.ts";

test("an object is looked through field by field, and other values are not", () => {
  const found = searchedObject(recordedObject("Service").stored, builtinFacts);
  expect(found?.isWhole).toBe(true);
  expect(found?.text).toBe(`apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  clusterIP: None
  ports:
  - name: http
    port: 80
    targetPort: http
  - port: 443
    targetPort: 8443
status:
  loadBalancer:`);
  expect(searchedObject(new TextEncoder().encode("k8s: v1"), builtinFacts)).toBeUndefined();
  expect(searchedObject(recordedObject("Pod").stored.slice(0, 60), builtinFacts)).toBeUndefined();
});
