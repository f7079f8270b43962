import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { withConnections } from "../marked-connections.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKey, readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

const save = (page: Page) => page.keyboard.press("ControlOrMeta+s");
const undo = (page: Page) => page.getByRole("tree").press("ControlOrMeta+z");
const review = (page: Page) => page.getByRole("dialog", { name: "Review change" });

test("an uncoloured connection named prod asks like a red one, and what the configuration says goes before both", async ({
  page,
  etcd,
  etcdctl,
  faults,
}) => {
  const marked = [
    { name: "prod" },
    { name: "calm", colour: "red", production: false },
    { name: "live", colour: "green", production: true },
  ];
  await withConnections({ endpoint: etcd.endpoint, faults, page }, marked, async (origin) => {
    for (const { name, asks } of [
      { name: "prod", asks: true },
      { name: "live", asks: true },
      { name: "calm", asks: false },
    ]) {
      const key = `/danger/${name}`;
      await etcdctl(["put", key], "old");
      const keys = new KeysPage(page);
      await showPath(page, `${origin}/c/${name}/keys?key=${encodeURIComponent(key)}`);
      await keys.expectValue("old");
      await expect(page.getByRole("banner").getByText("production", { exact: true })).toHaveCount(asks ? 1 : 0);
      await keys.replaceValue("new");
      await save(page);
      if (asks) {
        await expect(review(page)).toContainText("Production: every save is reviewed.");
        expect((await readKey(etcdctl, key)).value.toString()).toBe("old");
        await review(page).getByRole("button", { name: "Save" }).click();
      }
      await expect(keys.notice(/^Saved/)).toBeVisible();
      expect((await readKey(etcdctl, key)).value.toString()).toBe("new");

      await page.getByRole("button", { name: "Rename key" }).click();
      const rename = page.getByRole("dialog", { name: "Rename key" });
      const confirm = rename.getByLabel(`Type ${name} to confirm`);
      await expect(confirm).toHaveCount(asks ? 1 : 0);
      if (asks) {
        // Enter sends nothing without the name, and leads to where it is typed.
        await page.keyboard.type("moved");
        await page.keyboard.press("Enter");
        await expect(confirm).toBeFocused();
        await rename.getByLabel("New name").focus();
        await page.keyboard.press("ControlOrMeta+Enter");
        await expect(confirm).toBeFocused();
        expect((await readKey(etcdctl, key)).value.toString()).toBe("new");
      }
      await page.keyboard.press("Escape");

      await page.getByRole("button", { name: "Delete key" }).click();
      const dialog = page.getByRole("dialog", { name: "Delete key" });
      await expect(dialog).toContainText("Version 2");
      const remove = dialog.getByRole("button", { name: "Delete" });
      if (asks) {
        await expect(remove).toBeDisabled();
        await expect(dialog.getByLabel(`Type ${name} to confirm`)).toBeFocused();
        await page.keyboard.type(name);
      }
      await remove.click();
      await expect(keys.notice(/^Deleted/)).toBeVisible();
      expect(await readKeys(etcdctl, [key])).toEqual([]);
    }
  });
});

test("on production a revoke tells its keys or promises nothing, and undo asks and names what it deletes", async ({
  page,
  etcdctl,
  faults,
}) => {
  await test.step("a revoke whose keys cannot be read promises nothing, and asks as if there were some", async () => {
    const id = await grantLease(etcdctl, 600);
    await showPath(page, `/c/live/leases?lease=${id}`);
    await expect(page.getByText("0 attached keys")).toBeVisible();
    faults.allow(/api\/etcd\/query/);
    await page.route("**/api/etcd/query", async (route) => {
      // On a busy machine the browser may not tell what a request holds.
      if (route.request().postData()?.includes("timetolive") ?? true) await route.abort();
      else await route.continue();
    });
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog", { name: "Revoke lease" });
    await expect(dialog).toContainText("Could not read the attached keys.");
    await expect(dialog.getByLabel("Type live to confirm")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Revoke and delete its keys" })).toBeDisabled();
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("a revoke tells the keys that were attached behind one's back, refreshed or not, and does not complain of itself", async () => {
    const id = await grantLease(etcdctl, 600);
    await showPath(page, `/c/live/leases?lease=${id}`);
    const aside = page.getByRole("complementary", { name: "Lease" });
    await expect(aside.getByText("0 attached keys")).toBeVisible();
    await page.getByRole("button", { name: "Keep alive while open" }).click();
    await expect(aside).toContainText("Kept alive while this page is open");
    await etcdctl(["put", "/danger/one", "1", `--lease=${id}`]);
    // What is on the screen is old, and the dialog does not believe it.
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog", { name: "Revoke lease" });
    await expect(dialog.getByRole("list", { name: "Keys to delete" })).toHaveText("/danger/one");
    await expect(dialog.getByRole("button", { name: "Revoke and delete 1 key" })).toBeDisabled();
    await page.keyboard.press("Escape");
    await etcdctl(["put", "/danger/two", "2", `--lease=${id}`]);
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(aside.getByText("2 attached keys")).toBeVisible();
    await page.keyboard.press("Delete");
    await dialog.getByLabel("Type live to confirm").fill("live");
    await dialog.getByRole("button", { name: "Revoke and delete 2 keys" }).click();
    await expect(page.getByRole("status").getByText(`Revoked lease ${id}`)).toBeVisible();
    expect(await readKeys(etcdctl, ["/danger/one", "/danger/two"])).toEqual([]);
    await expect(page.getByText("Keep-alive stopped")).toHaveCount(0);
  });

  await test.step("undo asks on production, also from the notice, and names what it deletes", async () => {
    const key = "/danger/undone";
    await etcdctl(["put", key], "first");
    const keys = new KeysPage(page);
    await keys.open("live", { key });
    await keys.replaceValue("second");
    await save(page);
    await review(page).getByRole("button", { name: "Save" }).click();
    await expect(keys.notice(/^Saved/)).toBeVisible();
    const question = page.getByRole("dialog", { name: "Undo this write" });
    // Notices stand in the dialog that is on top, with an Undo of their own.
    const confirm = question.locator("form").getByRole("button", { name: "Undo" });
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(question).toContainText(`restore${key}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("second");
    await undo(page);
    await confirm.click();
    await expect.poll(async () => (await readKey(etcdctl, key)).value.toString()).toBe("first");
    await expect(question).toBeHidden();

    // Letters find names in the tree.
    await page.getByRole("tree").press("+");
    const create = page.getByRole("dialog", { name: "New key" });
    await create.getByLabel("Key").fill("/danger/created");
    await create.getByRole("button", { name: "Create key" }).click();
    await expect(keys.notice(/^Created/)).toBeVisible();
    await undo(page);
    await expect(question).toContainText("delete/danger/created");
    await expect(confirm).toBeDisabled();
    await question.getByLabel("Type live to confirm").fill("live");
    await confirm.click();
    await expect.poll(() => readKeys(etcdctl, ["/danger/created"])).toEqual([]);
  });
});
