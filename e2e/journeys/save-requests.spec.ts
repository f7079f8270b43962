import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

interface Asked {
  readonly path: string;
  readonly body: string;
}

const isAsked = (json: unknown): json is Asked =>
  typeof json === "object" && json !== null && "path" in json && "body" in json;

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("a save is one request: its answer tells the key as it is now, which is not read again", async ({
  page,
  etcdctl,
}) => {
  const key = "/save-requests/app/one";
  await etcdctl(["put", key, "before"]);
  await etcdctl(["put", "/save-requests/app/two", "2"]);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/save-requests/app/", key });
  await keys.expectValue("before");
  await keys.replaceValue("after");
  await page.waitForLoadState("networkidle");
  const asked: Asked[] = [];
  page.on("request", (request) => {
    const json: unknown = request.url().endsWith("/api/etcd/query") ? request.postDataJSON() : undefined;
    if (isAsked(json)) asked.push({ path: json.path, body: json.body });
  });
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/Saved/)).toBeVisible();
  await expect(keys.fact("version")).toHaveText("2");
  await page.waitForLoadState("networkidle");
  const paths = asked.map(({ path, body }) => `${path} ${body}`);
  test.info().annotations.push({ type: "requests", description: paths.join("\n") });
  const writes = asked.filter(({ body }) => body.includes("request_put"));
  expect(writes).toHaveLength(1);
  const reads = asked.filter(({ path, body }) => path === "/v3/kv/range" && body.includes(`{"key":"${base64(key)}"`));
  expect(reads).toEqual([]);
});
