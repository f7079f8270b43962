import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { fill } from "../many-keys.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKeys } from "../witness.ts";

async function openAt(page: Page, prefix: string): Promise<{ bulk: BulkDialog; keys: KeysPage }> {
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix });
  await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
  return { bulk: new BulkDialog(page), keys };
}

test("an act is about the marked row, keys come back without an ended lease, and a copy is stopped and goes on", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await test.step("with nothing selected, an act is about the row that the keyboard is on", async () => {
    for (const name of ["a", "b/1", "b/2", "c"]) await etcdctl(["put", `/mark/${name}`, name]);
    const { bulk, keys } = await openAt(page, "/mark/");
    await expect(keys.row("c")).toBeVisible();
    await page.keyboard.press("t");
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(keys.row("b/")).toHaveAttribute("data-marked", "true");
    await page.keyboard.press("Delete");
    await expect(bulk.dialog.getByRole("heading")).toHaveText("Delete /mark/b/");
    await expect(bulk.fact("keys")).toHaveText("2");
    await bulk.button("Delete 2 keys").click();
    await bulk.expectEnd();
    expect((await readKeys(etcdctl, ["/mark/", "--prefix"])).map(({ key }) => key.toString())).toEqual([
      "/mark/a",
      "/mark/c",
    ]);
  });

  await test.step("keys whose lease has ended come back without it, once one says so", async () => {
    const lease = await grantLease(etcdctl, 600);
    await etcdctl(["put", "/ended/leased", "x", `--lease=${lease}`]);
    await etcdctl(["put", "/ended/plain", "y"]);
    const { bulk } = await openAt(page, "/ended/");
    await bulk.begin("D");
    await bulk.button("Delete 2 keys").click();
    await bulk.expectEnd();
    await etcdctl(["lease", "revoke", lease]);
    await bulk.button("Undo 2 keys").click();
    await expect(bulk.dialog.getByRole("alert")).toContainText("1 of 2 keys had a lease that no longer exists");
    expect(await readKeys(etcdctl, ["/ended/", "--prefix"])).toEqual([]);
    await bulk.button("Undo all, drop missing leases").click();
    await expect(bulk.fact("undone")).toHaveText("2");
    const back = await readKeys(etcdctl, ["/ended/", "--prefix"]);
    expect(back.map(({ value, lease: id }) => [value.toString(), id])).toEqual([
      ["x", "0"],
      ["y", "0"],
    ]);
  });

  await test.step("a copy is stopped, the page asks before it is left, and it goes on where it was", async () => {
    await fill(etcd, "/stop/a/", 900);
    const { bulk } = await openAt(page, "/stop/a/");
    await bulk.begin("Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/stop/b/");
    await bulk.button("Create plan").click();
    // The second batch is held until Stop is pressed.
    let writes = 0;
    const stopped = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      if ((route.request().postData() ?? "").includes("request_put") && ++writes === 2) await stopped.promise;
      await route.continue();
    });
    await bulk.button("Copy 900 keys").click();
    await expect.poll(() => writes).toBe(2);
    await bulk.button("Stop").click();
    await expect(bulk.button("Stop")).toBeDisabled();
    stopped.resolve();
    await expect(bulk.dialog.getByRole("status")).toContainText("Stopped:");
    const before = (await readKeys(etcdctl, ["/stop/b/", "--prefix", "--keys-only"])).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(900);

    const question = page.waitForEvent("dialog");
    const leaving = page.close({ runBeforeUnload: true });
    const asked = await question;
    expect(asked.type()).toBe("beforeunload");
    await asked.dismiss();
    await leaving;

    await bulk.button(/^Continue$/).click();
    await bulk.expectEnd();
    await expect(bulk.fact("copied")).toHaveText("900");
    const copies = await readKeys(etcdctl, ["/stop/b/", "--prefix"]);
    expect(copies).toHaveLength(900);
    expect(copies.every(({ version }) => version === 1)).toBe(true);

    // Once more: everything is there already.
    await bulk.button("Close").click();
    await bulk.begin("Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/stop/b/");
    await bulk.button("Create plan").click();
    await expect(bulk.dialog.getByText("900 targets are already equal")).toBeVisible();
  });
});
