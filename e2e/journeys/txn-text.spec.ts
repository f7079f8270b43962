import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { readKeys } from "../witness.ts";

test("a text with an error is not sent, and what takes the draft's place can be undone", async ({ page, etcdctl }) => {
  const txn = new TxnPage(page);

  await test.step("while the text has an error nothing is sent; fixed, exactly what stands there is", async () => {
    await txn.open("sample");
    await txn.write("\nput /text/first 1\n");
    await expect(txn.rows("THEN")).toHaveCount(1);
    await txn.write("\nputt /text/second 2\n");
    const alert = page.getByRole("alert").filter({ hasText: "Invalid etcdctl text" });
    await expect(alert).toBeVisible();
    const reason = "Invalid text: fix it or use the rows";
    for (const name of ["Commit", "Dry run"]) {
      const button = page.getByRole("button", { name, exact: true });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAttribute("title", reason);
    }
    await expect(page.getByRole("button", { name: "Copy transaction link" })).toBeDisabled();
    await expect(page.getByRole("tab", { name: "JSON" })).toBeDisabled();
    await page.getByRole("heading", { name: "Transaction" }).click();
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(page.getByRole("status").getByText(reason)).toBeVisible();
    await expectAccessibleInBothThemes(page);

    // It stands there after a way to another screen and a reload, too.
    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Leases" }).click();
    await page.getByRole("heading", { name: "Leases", exact: true }).waitFor();
    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Transactions" }).click();
    await txn.expectText(/putt \/text\/second 2/);
    await page.reload();
    await txn.expectText(/putt \/text\/second 2/);
    await expect(txn.commit).toBeDisabled();

    await txn.write("\nput /text/second 2\n");
    await expect(alert).toBeHidden();
    await txn.commitNow();
    await expect(txn.result()).toContainText("THEN ran");
    const written = await readKeys(etcdctl, ["/text/", "--prefix"]);
    expect(written.map(({ key }) => key.toString())).toEqual(["/text/second"]);

    await txn.write("\nput /text/third 3 --nope\n");
    await alert.getByRole("button", { name: "Use rows" }).click();
    await txn.expectText(/put \/text\/second 2/);
    await expect(txn.commit).toBeEnabled();
    await page.getByRole("button", { name: "Clear transaction" }).click();
  });

  await test.step("emptying, a template and a link can be undone in the notice and by key, with the title", async () => {
    await txn.open("sample");
    const title = page.getByRole("textbox", { name: "Transaction title" });
    await txn.write('\nput /text/kept "1"\n');
    await title.fill("my draft");
    await page.getByRole("button", { name: "Clear transaction" }).click();
    await expect(txn.rows("THEN")).toHaveCount(0);
    await expect(title).toHaveValue("");
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(txn.rows("THEN")).toHaveCount(1);
    await expect(title).toHaveValue("my draft");

    await page.getByRole("button", { name: "Clear transaction" }).click();
    await expect(title).toHaveValue("");
    await page.getByRole("heading", { name: "Transaction" }).click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(title).toHaveValue("my draft");
    await txn.expectText(/put \/text\/kept 1/);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(title).toHaveValue("");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(title).toHaveValue("my draft");

    // A text with an error is part of the draft.
    await txn.write("\nputt half a line\n");
    await page.getByRole("button", { name: "Clear transaction" }).click();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await txn.expectText(/putt half a line/);
    await expect(txn.commit).toBeDisabled();
  });
});
