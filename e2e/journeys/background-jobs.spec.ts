import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys, type Etcdctl } from "../witness.ts";

async function fill(etcdctl: Etcdctl, prefix: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 100) {
    const names = Array.from({ length: Math.min(100, count - at) }, (_, more) => String(at + more).padStart(5, "0"));
    await etcdctl(["txn"], `\n${names.map((name) => `put ${prefix}${name} "value ${name}"`).join("\n")}\n\n\n`);
  }
}

test("a copy goes on over other screens and connections, is stopped from there, and its dialog is found again", async ({
  page,
  etcdctl,
}) => {
  await fill(etcdctl, "/away/a/", 600);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/away/a/" });
  await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
  const bulk = new BulkDialog(page);
  await bulk.begin("Y");
  await bulk.dialog.getByLabel(/New prefix/).fill("/away/b/");
  await bulk.button("Make a plan").click();
  // The second batch is held until the screen was left.
  let writes = 0;
  const left = Promise.withResolvers<void>();
  await page.route("**/api/etcd/query", async (route) => {
    if ((route.request().postData() ?? "").includes("request_put") && ++writes === 2) await left.promise;
    await route.continue();
  });
  await bulk.button("Copy 600 keys").click();
  await expect.poll(() => writes).toBe(2);
  await bulk.button("Go on in the background").click();
  const jobs = page.getByRole("region", { name: "Background jobs" });
  await expect(jobs).toContainText("Copying /away/a/");
  await expect(jobs).toContainText("of 600");
  await expectAccessible(page);

  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
  await jobs.getByRole("button", { name: "Show" }).click();
  await expect(bulk.dialog.getByRole("status")).toContainText("Running");
  await expect(jobs).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.getByRole("button", { name: /Live, Frankfurt/ }).click();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(keys.tree).toBeVisible();
  await expect(jobs).toContainText("on sample");
  // Only where it writes has another one to wait.
  await jobs.getByRole("button", { name: "Stop" }).click();
  left.resolve();
  await jobs.getByRole("button", { name: "Stopped: show" }).click();
  await expect(page).toHaveURL(/\/c\/sample\/keys\?prefix=/);
  await expect(bulk.dialog.getByRole("status")).toContainText("Stopped at");
  await bulk.button("Go on").click();
  await bulk.expectEnd();
  const copies = await readKeys(etcdctl, ["/away/b/", "--prefix"]);
  expect(copies).toHaveLength(600);
  expect(copies.every(({ version }) => version === 1)).toBe(true);
});
