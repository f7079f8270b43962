import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { fill } from "../many-keys.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKeys, type Etcdctl } from "../witness.ts";

/** Opens the keys screen below a prefix. */
async function openAt(page: Page, prefix: string, connection = "sample"): Promise<BulkDialog> {
  const keys = new KeysPage(page);
  await keys.open(connection, { prefix });
  await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
  return new BulkDialog(page);
}

const below = async (etcdctl: Etcdctl, prefix: string) =>
  (await readKeys(etcdctl, [prefix, "--prefix"])).map(({ key, value, lease }) => ({
    key: key.toString(),
    value: value.toString(),
    lease,
  }));

test("a prefix is deleted, moved and copied after a plan that stops at targets, and gets one new lease", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await test.step("a prefix is deleted after a plan, and undone to the byte with its leases", async () => {
    await fill(etcd, "/bulk/a/", 250);
    await etcdctl(["put", "/bulk/a/leased", "x", `--lease=${await grantLease(etcdctl, 600)}`]);
    const before = await below(etcdctl, "/bulk/a/");
    const bulk = await openAt(page, "/bulk/a/");
    await bulk.begin("D");
    await expect(bulk.fact("keys")).toHaveText("251");
    await expect(bulk.fact("With lease")).toHaveText("1 (1 lease)");
    await expectAccessible(page);
    await bulk.button("Delete 251 keys").click();
    await bulk.expectEnd();
    await expect(bulk.fact("deleted")).toHaveText("251");
    expect(await below(etcdctl, "/bulk/a/")).toEqual([]);
    await expectAccessible(page);
    await bulk.button("Undo 251 keys").click();
    await expect(bulk.fact("undone")).toHaveText("251");
    expect(await below(etcdctl, "/bulk/a/")).toEqual(before);
  });

  await test.step("a prefix is moved with its values, and what somebody else changed meanwhile stays", async () => {
    await fill(etcd, "/bulk/b/", 300);
    const before = await below(etcdctl, "/bulk/b/");
    const bulk = await openAt(page, "/bulk/b/");
    await bulk.begin("M");
    await bulk.button("Create plan").click();
    await expect(bulk.dialog.getByText("The target is the same as the source.")).toBeVisible();
    await bulk.dialog.getByLabel(/New prefix/).fill("/bulk/moved/");
    await expectAccessible(page);
    await bulk.button("Create plan").click();
    await expect(bulk.fact("keys")).toHaveText("300");
    await etcdctl(["put", "/bulk/b/00007", "theirs"]);
    await bulk.button("Move 300 keys").click();
    await bulk.expectEnd();
    await expect(bulk.fact("moved")).toHaveText("299");
    await expect(bulk.fact("changed by another client")).toHaveText("1");
    await expect(bulk.dialog.getByText("/bulk/b/00007")).toBeVisible();
    expect(await below(etcdctl, "/bulk/b/")).toEqual([{ key: "/bulk/b/00007", value: "theirs", lease: "0" }]);
    const moved = await below(etcdctl, "/bulk/moved/");
    expect(moved.map(({ key, value }) => [key.replace("/bulk/moved/", "/bulk/b/"), value])).toEqual(
      before.filter(({ key }) => key !== "/bulk/b/00007").map(({ key, value }) => [key, value]),
    );
    await bulk.button("Close").click();
    await expect(new KeysPage(page).row("00007")).toBeVisible();
    await expect(new KeysPage(page).row("00008")).toBeHidden();
  });

  await test.step("targets that exist stop a copy until one says what is to become of them", async () => {
    await fill(etcd, "/bulk/c/", 3);
    await etcdctl(["put", "/bulk/d/00001", "there"]);
    const bulk = await openAt(page, "/bulk/c/");
    await bulk.begin("Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/bulk/d/");
    await bulk.button("Create plan").click();
    await expect(bulk.dialog.getByText(/1 target already exists/)).toBeVisible();
    await expect(bulk.button("Copy 3 keys")).toBeDisabled();
    await bulk.button("Back").click();
    await bulk.dialog.getByLabel(/Skip/).check();
    await bulk.button("Create plan").click();
    await bulk.button("Copy 2 keys").click();
    await bulk.expectEnd();
    await expect(bulk.fact("skipped")).toHaveText("1");
    expect((await below(etcdctl, "/bulk/d/")).map(({ value }) => value)).toEqual([
      "value 00000",
      "there",
      "value 00002",
    ]);
  });

  await test.step("all keys of a folder get one new lease", async () => {
    await fill(etcd, "/bulk/e/", 5);
    const bulk = await openAt(page, "/bulk/e/");
    await bulk.begin("G");
    await bulk.dialog.getByLabel("TTL (seconds)").fill("600");
    await bulk.button("Create plan").click();
    await bulk.button("Set lease of 5 keys").click();
    await bulk.expectEnd();
    const leases = new Set((await below(etcdctl, "/bulk/e/")).map(({ lease }) => lease));
    expect(leases.size).toBe(1);
    expect(leases.has("0")).toBe(false);
  });
});

test("an act outlives its server, is about just what is selected, and wants a name for many keys", async ({
  page,
  etcd,
  etcdctl,
  faults,
}) => {
  await test.step("a server that goes away in the middle loses nothing: the act goes on where it was", async () => {
    await fill(etcd, "/bulk/h/", 400);
    const bulk = await openAt(page, "/bulk/h/");
    await bulk.begin("Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/bulk/i/");
    await bulk.button("Create plan").click();
    await expect(bulk.fact("keys")).toHaveText("400");
    let sent = 0;
    faults.allow(/Failed to load resource/);
    await page.route("**/api/etcd/query", async (route) => {
      const isWrite = (route.request().postData() ?? "").includes("request_put");
      if (!isWrite || ++sent < 2) return await route.continue();
      // etcd hears it, the browser does not.
      if (sent === 2) await route.fetch();
      return await route.abort();
    });
    await bulk.button("Copy 400 keys").click();
    await expect(bulk.dialog.getByRole("alert")).toContainText("did not respond");
    await bulk.button("Close").click();
    await expect(page.getByRole("region", { name: "Background jobs" })).toContainText("of 400");
    await page.unroute("**/api/etcd/query");
    await page.keyboard.press("Shift+B");
    await bulk.button(/^Continue$/).click();
    await bulk.expectEnd();
    await expect(bulk.fact("copied")).toHaveText("400");
    await expect(bulk.fact("changed by another client")).toHaveText("0");
    const copies = await readKeys(etcdctl, ["/bulk/i/", "--prefix"]);
    expect(copies).toHaveLength(400);
    expect(copies.every(({ version }) => version === 1)).toBe(true);
  });

  await test.step("keys and a folder that are selected together are deleted, those between them are not, and undone", async () => {
    await fill(etcd, "/bulk/j/folder/", 40);
    for (const name of ["a", "b", "c"]) await etcdctl(["put", `/bulk/j/${name}`, name]);
    const before = await below(etcdctl, "/bulk/j/");
    const bulk = await openAt(page, "/bulk/j/");
    const keys = new KeysPage(page);
    await keys.row("a").click({ modifiers: ["Control"] });
    await keys.row("c").click({ modifiers: ["Control"] });
    await keys.row("folder/").click({ modifiers: ["Control"] });
    await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Delete selection" }).click();
    await expect(bulk.dialog.getByRole("heading")).toHaveText("Delete 1 folder and 2 keys");
    await expect(bulk.fact("keys")).toHaveText("42");
    await bulk.button("Delete 42 keys").click();
    await bulk.expectEnd();
    expect((await below(etcdctl, "/bulk/j/")).map(({ key }) => key)).toEqual(["/bulk/j/b"]);
    await bulk.button("Undo 42 keys").click();
    await expect(bulk.fact("undone")).toHaveText("42");
    expect(await below(etcdctl, "/bulk/j/")).toEqual(before);
  });

  await test.step("more than 1,000 keys want the name of the connection typed, and on production any number", async () => {
    await fill(etcd, "/bulk/f/", 1_001);
    const bulk = await openAt(page, "/bulk/f/");
    await bulk.begin("D");
    await expect(bulk.button("Delete 1,001 keys")).toBeDisabled();
    await bulk.dialog.getByLabel("Type sample to confirm").fill("sampl");
    await expect(bulk.button("Delete 1,001 keys")).toBeDisabled();
    await page.keyboard.press("Enter");
    expect(await below(etcdctl, "/bulk/f/")).toHaveLength(1_001);
    await bulk.dialog.getByLabel("Type sample to confirm").fill("sample");
    await expect(bulk.button("Delete 1,001 keys")).toBeEnabled();
    await page.keyboard.press("Escape");

    await fill(etcd, "/bulk/g/", 2);
    const live = await openAt(page, "/bulk/g/", "live");
    await live.begin("D");
    await expect(live.button("Delete 2 keys")).toBeDisabled();
    await live.dialog.getByLabel("Type live to confirm").fill("live");
    await page.keyboard.press("Enter");
    await live.expectEnd();
    expect(await below(etcdctl, "/bulk/g/")).toEqual([]);
  });
});
