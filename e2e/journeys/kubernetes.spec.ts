import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";

const serviceYaml = (clusterIP: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  clusterIP: ${clusterIP}
  ports:
  - name: http
    port: 80
    targetPort: http
  - port: 443
    targetPort: 8443
status:
  loadBalancer: {}
`;

test("a Kubernetes object is read as YAML and saved as protobuf, in which that one field differs", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  const pod = Buffer.from(recordedObject("Pod").stored);
  // In a cluster whose API server has a prefix of its own.
  const pods = "/kubernetes/pods/shop/cart-7c9d6b5f4-2xkqp";
  await etcdctl(["put", pods], pod);
  await etcdctl(
    ["put", "/kubernetes/minions/node-3"],
    '{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-3"}}',
  );

  await test.step("it says what it is, whose, and what kubectl would do", async () => {
    await keys.open("sample", { key: pods });
    await expect(keys.fact("kind")).toContainText("Pod");
    await expect(keys.fact("name")).toHaveText("shop/cart-7c9d6b5f4-2xkqp");
    await expect(keys.fact("owner")).toHaveText("ReplicaSet cart-7c9d6b5f4");
    await expect(page.getByText("encodes back to the same bytes")).toBeVisible();
    await expect(page.getByRole("button", { name: /kubectl -n shop edit pod/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("tab", { name: "JSON" }).click();
    await expect(keys.editor).toContainText('"apiVersion": "v1"');
    await page.getByRole("tab", { name: "Tree" }).click();
    await expect(page.getByRole("group", { name: "Value tree" })).toContainText("terminationGracePeriodSeconds");
    await page.getByRole("tab", { name: "YAML" }).click();
  });

  await test.step("what is around it is a press away, and it is found by its name", async () => {
    await keys.fact("related").getByRole("button").click();
    const related = page.getByRole("dialog", { name: "Related objects" });
    await expect(related.getByRole("button", { name: /^owner ReplicaSet cart-7c9d6b5f4 Not found/ })).toBeVisible();
    await related.getByRole("button", { name: /^node Node node-3$/ }).click();
    await expect(keys.fact("kind")).toContainText("Node");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("kubectl get po/cart -n shop");
    await page.getByRole("option", { name: pods }).click();
    await expect(keys.fact("kind")).toContainText("Pod");
  });

  await test.step("an unknown field is told at its line, and is not saved", async () => {
    await keys.replaceValue("apiVersion: v1\nkind: Pod\nspec:\n  nodName: x\n");
    await expect(page.getByText("line 4, column 3: Unknown field “nodName”")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Save/ })).toBeDisabled();
    await page.getByRole("button", { name: "Discard" }).click();
  });

  const service = Buffer.from(recordedObject("Service").stored);
  const services = "/kubernetes/services/shop/cart";
  await etcdctl(["put", services], service);

  await test.step("the first save of a session warns of the API server, and writes that field alone", async () => {
    await keys.open("sample", { key: services });
    await keys.expectValue(serviceYaml("None"));
    await keys.replaceValue(serviceYaml("Nine"));
    await page.keyboard.press("ControlOrMeta+s");
    const review = page.getByRole("dialog", { name: "Review change" });
    await expect(review).toContainText("The API server caches this object");
    await expect(review).toContainText("clusterIP: Nine");
    await review.getByRole("button", { name: "Save" }).click();
    await expect(keys.notice(/Saved/)).toBeVisible();
    const stored = (await readKey(etcdctl, services)).value;
    expect(stored).toEqual(Buffer.from(service.toString("latin1").replace("None", "Nine"), "latin1"));
  });

  await test.step("its history is compared as YAML", async () => {
    await page.getByRole("tab", { name: "History" }).click();
    await expect(page.getByText("As YAML, decoded from protobuf")).toBeVisible();
    await expect(page.getByRole("region", { name: "Comparison" })).toContainText("clusterIP: Nine");
  });

  await test.step("a Secret shows its data on request alone", async () => {
    const key = "/kubernetes/secrets/shop/cart";
    await etcdctl(["put", key], Buffer.from(recordedObject("Secret").stored));
    await keys.open("sample", { key });
    await expect(keys.editor).toContainText("user: ••••••");
    await expect(page.getByRole("tab", { name: "Hex" })).toBeDisabled();
    await keys.open("sample", { prefix: "/kubernetes/secrets/", view: "table" });
    await expect(page.getByText("Opaque · 3 keys, data hidden")).toBeVisible();
    await keys.open("sample", { key });
    await page.getByRole("button", { name: "Reveal data" }).click();
    await expect(keys.editor).toContainText("user: YWRtaW4=");
  });
});
