import { expect, test } from "../fixtures.ts";
import { expectFocusKept } from "../kept-focus.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { grantLease, readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

const text = (second: string, fourth: string) => `a\n${second}\nc\n${fourth}\ne\n`;

test("deciding, saving and revoking hand the focus on within their pane", async ({ page, etcdctl }) => {
  await test.step("deciding a conflict keeps the keyboard in the merged text, and saving it leads back to the editor", async () => {
    const key = "/kept/merge";
    await etcdctl(["put", key], text("b", "d"));
    const keys = new KeysPage(page);
    await keys.open("sample", { key });
    await keys.replaceValue(text("mine", "my d"));
    await etcdctl(["put", key], text("theirs", "their d"));
    await page.keyboard.press("ControlOrMeta+s");
    const merged = page.getByRole("region", { name: "Merged", exact: true });
    for (const left of [2, 1]) {
      const choose = merged.getByRole("button", { name: "use yours" });
      await expect(choose).toHaveCount(left);
      await choose.first().focus();
      await page.keyboard.press("Enter");
      await expect(choose).toHaveCount(left - 1);
      expect(await expectFocusKept(page, "a decision")).toBe("Merged text");
    }
    const save = page.getByRole("button", { name: /^Save merged/ });
    await save.focus();
    await page.keyboard.press("Enter");
    await expect(keys.notice(/^Saved/)).toBeVisible();
    await expect(keys.editor).toBeFocused();
    expect((await readKey(etcdctl, key)).value.toString()).toBe(text("mine", "my d"));
  });

  await test.step("what a write disables or removes hands the focus on within its pane", async () => {
    const key = "/kept/pane";
    await etcdctl(["put", key], "before");
    const keys = new KeysPage(page);
    await keys.open("sample", { key });
    await keys.replaceValue("after");
    const pane = page.getByRole("region", { name: "Value", exact: true });
    for (const act of [/^Save/, "Discard"]) {
      if (act === "Discard") await keys.replaceValue("again");
      const button = page.getByRole("button", { name: act });
      await button.focus();
      await page.keyboard.press("Enter");
      await expect(button).toBeDisabled();
      expect(await expectFocusKept(page, String(act))).toBe("Value");
      // It could take the focus only while nothing else had it.
      await expect(pane).toHaveAttribute("tabindex", "-1");
      await keys.editor.focus();
      await expect(pane).not.toHaveAttribute("tabindex");
    }
    // The dialog closes, and the button that opened it has gone with the key.
    await page.getByRole("button", { name: /^Delete/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("This key does not exist")).toBeVisible();
    await expectFocusKept(page, "a key is deleted");
    const undo = page.getByTestId("notice").getByRole("button", { name: "Undo" });
    await undo.focus();
    await page.keyboard.press("Enter");
    await keys.expectValue("after");
    await expectFocusKept(page, "a notice has gone");
  });

  await test.step("a permission that is revoked hands the focus on to the next", async () => {
    await etcdctl(["role", "add", "kept"]);
    for (const name of ["a", "b"]) await etcdctl(["role", "grant-permission", "kept", "read", `/kept/${name}`]);
    await showPath(page, "/c/sample/access");
    await page.getByRole("button", { name: "kept", exact: true }).click();
    const revoke = page.getByRole("region", { name: "Permissions" }).getByRole("button", { name: /^Revoke/ });
    for (const left of [1, 0]) {
      await expect(revoke).toHaveCount(left + 1);
      await revoke.first().focus();
      await page.keyboard.press("Enter");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Revoke/ })
        .click();
      await expect(revoke).toHaveCount(left);
      await expectFocusKept(page, `${left} permissions are left`);
    }
    await etcdctl(["role", "delete", "kept"]);
  });
});

test("rows that go and a job that finishes hand the focus on", async ({ page, etcdctl }) => {
  await test.step("rows that go hand the focus on: operations, leases, permissions", async () => {
    const txn = new TxnPage(page);
    await txn.open("sample");
    await txn.write("\nput /kept/a 1\nput /kept/b 2\n");
    await expect(txn.rows("THEN")).toHaveCount(2);
    for (const left of [1, 0]) {
      await txn
        .rows("THEN")
        .first()
        .getByRole("button", { name: /^Remove/ })
        .focus();
      await page.keyboard.press("Enter");
      await expect(txn.rows("THEN")).toHaveCount(left);
      await expectFocusKept(page, `${left} operations are left`);
    }

    await showPath(page, `/c/sample/leases?lease=${await grantLease(etcdctl, 600)}`);
    const aside = page.getByRole("complementary", { name: "Lease" });
    await aside.getByRole("button", { name: /^Revoke/ }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await expect(page.getByTestId("notice")).toContainText("Revoked");
    await expectFocusKept(page, "a lease is revoked");
  });

  await test.step("a job that finishes hands the focus of its button on", async () => {
    for (const name of ["a", "b"]) await etcdctl(["put", `/kept/job/${name}`, "x"]);
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/kept/job/" });
    await expect(keys.row("a")).toBeVisible();
    const bulk = new BulkDialog(page);
    await bulk.begin("Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/kept/copy/");
    await bulk.button("Create plan").click();
    const held = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      if ((route.request().postData() ?? "").includes("request_put")) await held.promise;
      await route.continue();
    });
    await bulk.button("Copy 2 keys").click();
    await page.keyboard.press("Escape");
    const jobs = page.getByRole("region", { name: "Background jobs" });
    await jobs.getByRole("button", { name: "Show" }).focus();
    held.resolve();
    await expect(jobs).toBeHidden();
    await expectFocusKept(page, "a job has finished");

    // A report that follows its plan gives the focus back to what had it in the page, and not to the plan that is gone.
    await keys.tree.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Shift+Y");
    await bulk.dialog.getByLabel(/New prefix/).fill("/kept/again/");
    await bulk.button("Create plan").click();
    await bulk.button("Copy 2 keys").click();
    await bulk.expectEnd();
    await page.keyboard.press("Escape");
    await expect(bulk.dialog).toBeHidden();
    await expect(keys.tree).toBeFocused();
  });
});
