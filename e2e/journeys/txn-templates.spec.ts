import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

test("templates fill an empty page, by keyboard alone too, and their leases are granted, picked and revoked", async ({
  page,
  etcdctl,
}) => {
  const txn = new TxnPage(page);

  await test.step("an empty page offers templates; a lease is granted in its row, and told and revoked where nothing names it", async () => {
    await txn.open("sample");
    const gallery = page.getByRole("region", { name: "Start with a template" });
    await expect(gallery.getByRole("button")).toHaveCount(9);
    await gallery.getByRole("button", { name: /^Start empty/ }).click();
    await expect(txn.rows("IF").getByRole("combobox", { name: "Key", exact: true })).toBeFocused();
    await expect(gallery).toBeHidden();
    // Not at the first key, but once the row is left, it is told what is missing.
    await expect(txn.rows("IF").getByRole("alert")).toHaveCount(0);
    await page.keyboard.press("a");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await expect(txn.rows("IF").getByRole("alert")).toHaveCount(0);
    await txn.rows("IF").getByRole("combobox", { name: "Key", exact: true }).fill("");
    await txn.rows("THEN").getByRole("combobox", { name: "Key", exact: true }).fill("/granted/key");
    await expect(txn.rows("IF").getByRole("alert")).toHaveText("Enter a key.");
    await expect(txn.rows("THEN").getByRole("alert")).toHaveCount(0);

    await txn.rows("THEN").getByRole("button", { name: "Options" }).click();
    await txn.rows("THEN").getByLabel("New lease, TTL in seconds").fill("600");
    await page.keyboard.press("Enter");
    const lease = txn.rows("THEN").getByRole("combobox", { name: "Lease", exact: true });
    await expect(lease).toHaveValue(/^[0-9a-f]{16}$/);
    const id = await lease.inputValue();
    const granted = async () => String(await etcdctl(["lease", "list"])).includes(id);
    expect(await granted()).toBe(true);
    const unused = page.getByRole("list", { name: "Unused leases" });
    await expect(unused).toBeHidden();
    await page.getByRole("button", { name: "Clear transaction" }).click();
    await expect(gallery).toBeVisible();
    await expect(unused).toContainText(id);
    await expectAccessibleInBothThemes(page);
    await unused.getByRole("button", { name: "Revoke lease…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke lease" }).click();
    await expect(unused).toBeHidden();
    expect(await granted()).toBe(false);
  });

  await test.step("a template is filled in from the cluster by keyboard alone, under a lease that is picked from the live ones", async () => {
    await etcdctl(["put", "/template/taken/1", "x"]);
    await txn.open("sample");
    await page.keyboard.press("m");
    await expect(page.getByRole("dialog").getByRole("button", { name: "Create if absent" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const form = page.getByRole("form", { name: "Acquire a lock" });
    await expect(form.getByRole("textbox", { name: "Lock" })).toBeFocused();
    await page.keyboard.type("/template/taken");
    await page.keyboard.press("Enter");
    await expect(form.getByText("Choose a lease")).toBeVisible();
    await expectAccessible(page);
    const lease = form.getByRole("group", { name: "Leases" }).getByRole("button").first();
    await expect(lease).toContainText(/ \d+ (?:min|s)\b.* left/);
    const id = (await lease.locator("span").first().textContent()) ?? "";
    await expect(form.getByRole("textbox", { name: /^Holder's lease/ })).toBeFocused();
    // The list, then its first row.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(form.getByRole("textbox", { name: /^Holder's lease/ })).toHaveValue(id);
    await page.keyboard.press("Enter");
    await expect(form.getByText("/template/taken/1 holds it: this lease would wait behind it.")).toBeVisible();
    await form.getByRole("textbox", { name: "Lock" }).focus();
    await page.keyboard.press("End");
    await page.keyboard.type("-not");
    await page.keyboard.press("Enter");
    const key = `/template/taken-not/${BigInt(`0x${id}`).toString(16)}`;
    await txn.expectText(
      new RegExp(`^create\\("${key}"\\) = "0"\n\nput ${key} "" --lease=${id}\nget /template/taken-not/ `),
    );
    await txn.commitNow();
    await expect(txn.result()).toContainText("The condition held");
    expect(BigInt((await readKey(etcdctl, key)).lease)).toBe(BigInt(`0x${id}`));
    // It is a lock as etcd's clients take it.
    await showPath(page, "/c/sample/locks?prefix=%2Ftemplate%2F");
    await expect(page.getByRole("heading", { name: "/template/taken-not" })).toBeVisible();
  });
});
