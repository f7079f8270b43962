import { readFile } from "node:fs/promises";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import type { Page } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../accessible.ts";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { fill, putMany } from "../many-keys.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys, type Etcdctl } from "../witness.ts";

const below = async (etcdctl: Etcdctl, prefix: string, ...flags: readonly string[]) =>
  (await readKeys(etcdctl, [prefix, "--prefix", ...flags])).map(({ key, value }) => [key.toString(), value.toString()]);

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+K");
  await page.getByRole("combobox", { name: "Key, prefix or command" }).fill(command);
  await page.getByRole("option", { name: command }).first().click();
}

test("a folder is restored to a revision, stopped, resumed and undone; deleted keys come back; a script does the same", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  const bulk = new BulkDialog(page);
  const row = (name: string) => bulk.dialog.getByRole("option", { name });

  await test.step("all but what another client has written since, stopped in the middle and resumed", async () => {
    await fill(etcd, "/restore/a/", 400);
    const then = (await readKey(etcdctl, "/restore/a/00399")).modRevision;
    const before = await below(etcdctl, "/restore/a/");
    const names = Array.from({ length: 400 }, (_, at) => `/restore/a/${String(at).padStart(5, "0")}`);
    await putMany(
      etcd,
      names.map((name) => [name, "now"] as const),
    );
    await etcdctl(["del", "/restore/a/00005"]);
    await etcdctl(["put", "/restore/a/later", "was not there"]);
    const now = await below(etcdctl, "/restore/a/");

    await keys.open("sample", { prefix: "/restore/a/" });
    await expect(keys.row("00001")).toBeVisible();
    await run(page, "Restore prefix");
    await bulk.dialog.getByRole("textbox", { name: "Revision" }).fill("0");
    await bulk.button("Compare with now").click();
    await expect(bulk.dialog).toContainText("Enter a whole number of at least 1");
    await bulk.dialog.getByRole("textbox", { name: "Revision" }).fill(String(then));
    await bulk.button("Compare with now").click();
    await expect(bulk.button("Restore 400 keys")).toBeVisible();
    await expect(bulk.dialog.getByLabel("1 to delete: not there then")).not.toBeChecked();
    await expect(bulk.dialog.getByRole("status")).toContainText("400 of 401 selected");
    await row("/restore/a/00005").click();
    await expect(bulk.dialog).toContainText("value 00005");
    await expectAccessibleInBothThemes(page);

    await bulk.dialog.getByLabel("1 to delete: not there then").check();
    let writes = 0;
    const held = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      if ((route.request().postData() ?? "").includes("request_put") && ++writes === 2) await held.promise;
      await route.continue();
    });
    await bulk.button("Restore 400 keys, delete 1").click();
    await expect.poll(() => writes).toBe(2);
    // What was read for the plan is no longer so.
    await etcdctl(["put", "/restore/a/00390", "theirs"]);
    await bulk.button("Stop").click();
    held.resolve();
    await expect(bulk.dialog.getByRole("status")).toContainText("Stopped:");
    const half = (await below(etcdctl, "/restore/a/")).filter(([, value]) => value === "now").length;
    expect(half).toBeGreaterThan(0);
    await bulk.button("Continue").click();
    await bulk.expectEnd();
    await expect(bulk.fact("restored")).toHaveText("400");
    await expect(bulk.fact("changed by another client")).toHaveText("1");
    const restored = before.map(([key, value]) => [key, key === "/restore/a/00390" ? "theirs" : value]);
    expect(await below(etcdctl, "/restore/a/")).toEqual(restored);
    expect(before).toEqual(await below(etcdctl, "/restore/a/", `--rev=${then}`));

    await bulk.button("Plan remaining keys").click();
    await expect(row("/restore/a/00390")).toContainText("changed since");
    await expect(row("/restore/a/00390")).toHaveAttribute("aria-selected", "false");
    await bulk.button("Cancel").click();
    await run(page, "Undo last write");
    const undone = now.map(([key, value]) => [key, key === "/restore/a/00390" ? "theirs" : value]);
    await expect.poll(() => below(etcdctl, "/restore/a/")).toEqual(undone);
  });

  await test.step("deleted keys, from the past, which one leaves with it", async () => {
    await putMany(etcd, [
      ["/restore/b/kept", "x"],
      ["/restore/b/gone", "first line\nsecond"],
      ["/restore/b/too", "y"],
    ]);
    const then = (await readKey(etcdctl, "/restore/b/gone")).modRevision;
    await etcdctl(["del", "/restore/b/gone"]);
    await etcdctl(["del", "/restore/b/too"]);
    await etcdctl(["put", "/restore/b/kept", "changed"]);
    await page.goto(`/c/sample/keys?prefix=/restore/b/&at=${then}`);
    await expect(keys.row("gone")).toBeVisible();
    await run(page, "Restore deleted keys");
    await expect(row("/restore/b/gone")).toContainText("first line");
    await expect(bulk.dialog).toContainText("are not found, even if deleted since");
    await row("/restore/b/too").click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const saved = page.waitForEvent("download");
    await bulk.button("Show script").click();
    await bulk.button("Save script").click();
    const script = await readFile(await (await saved).path(), "utf8");
    expect(script).toContain(`version("/restore/b/gone") = "0"`);
    await bulk.dialog.getByRole("button", { name: "Back", exact: true }).click();
    // Escape leads back too, and keeps what was chosen.
    await bulk.button("Show script").click();
    await expect(bulk.dialog.getByRole("group", { name: "Script" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(bulk.dialog.getByRole("listbox", { name: "Changes" })).toBeFocused();
    await bulk.button("Restore 1 key").click();
    await bulk.expectEnd();
    await expect(page).not.toHaveURL(/at=/);
    await bulk.button("Close").click();
    expect(await below(etcdctl, "/restore/b/")).toEqual([
      ["/restore/b/gone", "first line\nsecond"],
      ["/restore/b/kept", "changed"],
    ]);
  });

  await test.step("into a transaction, which compares with what was read", async () => {
    const then = (await readKey(etcdctl, "/restore/b/gone")).modRevision;
    await etcdctl(["put", "/restore/b/gone", "changed"]);
    await page.goto(`/c/sample/keys?prefix=/restore/b/&key=/restore/b/gone`);
    await expect(keys.row("gone")).toBeVisible();
    await run(page, "Restore key");
    await bulk.dialog.getByRole("textbox", { name: "Revision" }).fill(String(then));
    await bulk.button("Compare with now").click();
    await bulk.button("To transaction").click();
    await expect(page).toHaveURL(/\/txn/);
    const { modRevision } = await readKey(etcdctl, "/restore/b/gone");
    await expect(page.getByRole("textbox", { name: /Revision|Operand|Value/ }).first()).toBeVisible();
    await expect(page.locator(`input[value="${modRevision}"]`)).toBeVisible();
  });
});

test("a user without the right to write sees why nothing is restored", async ({ page }) => {
  const { etcdctl } = await obtainEtcdVersion(journeyVersion);
  await withAuthEtcd(page, async (etcd) => {
    const root = (args: readonly string[]) => runEtcdctl({ ...etcd, etcdctl }, ["--user", "root:rootpw", ...args]);
    await root(["put", "/shared/url", "read me"]);
    await root(["role", "grant-permission", "appr", "read", "/shared/", "--prefix"]);
    await connectAsApp(page, etcd);
    const keys = new KeysPage(page);
    await keys.openMenu("/shared/");
    const entry = page.getByRole("menuitem", { name: "Restore to revision…" });
    await expect(entry).toHaveAttribute("aria-disabled", "true");
    await expect(entry).toHaveAttribute("title", "app can read this but not write it");
    // Of all keys it restores what it may read: etcd would refuse the rest.
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Go to key or run command/ }).focus();
    await run(page, "Restore prefix");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("heading", { name: "Restore all readable keys" })).toBeVisible();
    await dialog.getByText("Oldest available").click();
    await dialog.getByRole("button", { name: "Compare with now" }).click();
    await expect(dialog.getByLabel("2 to delete: not there then")).toBeVisible();
    await page.keyboard.press("Escape");
  });
});
