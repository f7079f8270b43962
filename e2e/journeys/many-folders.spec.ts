import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

/** Counts what the page asks of etcd from now on. */
function countRequests(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.url().includes("/api/etcd/")) count++;
  });
  return () => count;
}

test("a tree with hundreds of open folders comes back with few requests, also when it is refreshed", async ({
  page,
}) => {
  const keys = new KeysPage(page);
  await keys.open("sample");
  await keys.row("/registry/").click();
  await page.keyboard.press("*");
  await expect(keys.row("default/").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const open = keys.tree.getByRole("treeitem", { expanded: true });
  const before = await open.count();
  const asked = countRequests(page);
  await page.reload();
  await expect(open).toHaveCount(before);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const afterReload = asked();
  expect(afterReload).toBeLessThan(40);
  await page.getByRole("button", { name: "Refresh tree" }).click();
  await expect.poll(asked).toBeGreaterThan(afterReload);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect(asked() - afterReload).toBeLessThan(40);
});

test("a key three hundred levels deep is opened by its link with few requests", async ({ page, etcdctl }) => {
  const key = `/deep/${"d/".repeat(300)}leaf`;
  await etcdctl(["put", key, "at the bottom"]);
  const asked = countRequests(page);
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.expectValue("at the bottom");
  await expect(keys.row("leaf")).toBeVisible();
  expect(asked()).toBeLessThan(40);
});
