import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";

const overview = (page: Page) => ({
  figure: (label: string) =>
    page.getByRole("term").filter({ hasText: label }).locator("xpath=following-sibling::dd[1]"),
  folders: page.getByRole("region", { name: "Folders" }),
  newest: page.getByRole("region", { name: "Newest writes" }),
});
const rowOf = (folders: Locator, prefix: string) =>
  folders.getByRole("row").filter({ has: folders.page().getByRole("button", { name: prefix, exact: true }) });

test("with no key open one sees what is here: counts, shares, sizes and the newest writes, as etcdctl tells them", async ({
  page,
  etcdctl,
}) => {
  await etcdctl(["put", "/overview/one", "12345"]);
  await etcdctl(["put", "/overview/two", "1234567890"]);
  await etcdctl(["put", "/overview/one", "1234567890"]);
  const keys = new KeysPage(page);
  const { figure, folders, newest } = overview(page);
  await keys.open("sample");
  await expect(page.getByRole("heading", { name: "All keys" })).toBeVisible();
  const all = await readKeys(etcdctl, ["", "--prefix"]);
  await expect(figure("Keys").first()).toHaveText(all.length.toLocaleString("en"));
  const registry = all.filter(({ key }) => key.toString().startsWith("/registry/")).length;
  await expect(rowOf(folders, "/registry/")).toContainText(registry.toLocaleString("en"));
  // Of two keys the size is no estimate.
  await expect(rowOf(folders, "/overview/")).toContainText("46 B");
  await expect(newest.getByRole("listitem").first()).toContainText("/overview/one");
  await expect(newest.getByRole("listitem").first()).toContainText("version 2");
  await expect(newest.getByRole("listitem").nth(1)).toContainText("/overview/two");
  await expectAccessible(page);

  await folders.getByRole("button", { name: "/overview/" }).click();
  await expect(page.getByRole("heading", { name: "/overview/" })).toBeVisible();
  await expect(figure("Keys").first()).toHaveText("2");
  await expect(figure("Size")).toHaveText("46 B");
  await expect(folders).toHaveText("2 keys outside folders");

  await newest.getByRole("button", { name: "/overview/two" }).click();
  await keys.expectValue("1234567890");
  await page.goBack();
  await expect(newest.getByRole("listitem")).toHaveCount(2);
  // What others write meanwhile is there after a refresh.
  await etcdctl(["put", "/overview/three", ""]);
  await page.keyboard.press("r");
  await expect(newest.getByRole("listitem").first()).toContainText("/overview/three");
  await expect(newest.getByRole("listitem").first()).toContainText("created");
  await expect(figure("Keys").first()).toHaveText("3");
  await expect(figure("Size")).toHaveText("61 B");
});

test("an overview of nothing offers to import, and a limited user's says what it may", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/nothing/" });
  await expect(page.getByRole("heading", { name: "No keys with this prefix" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Import keys" }).filter({ hasText: "Import" })).toBeEnabled();
  await withAuthEtcd(page, async (etcd) => {
    await connectAsApp(page, etcd);
    await expect(page.getByRole("heading", { name: "All readable keys" })).toBeVisible();
    const { figure, newest } = overview(page);
    await expect(figure("Keys").first()).toHaveText("1");
    await expect(newest.getByRole("listitem")).toHaveText(/\/app\/one/);
    const own = page.getByRole("region", { name: "Permissions of app" });
    await expect(own).toContainText("Read and write/app/…");
    await expectAccessible(page);
  });
});
