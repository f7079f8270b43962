import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { atRev, banner, changes, viewing, writePast } from "../pages/past-page.ts";
import { readKey } from "../witness.ts";

test("one steps from change to change, by keys, by the strip and by the list, and goes to any revision that is left", async ({
  page,
  etcdctl,
}) => {
  const at = await writePast(etcdctl);
  // Of other keys: steps pass over it.
  await etcdctl(["put", "/past-elsewhere", "1"]);
  const keys = new KeysPage(page);
  const here = (revision: number) => expect(banner(page)).toContainText(viewing(revision));
  await page.goto("/c/sample/keys?prefix=/past/");
  await expect(keys.row("new")).toBeVisible();
  const { modRevision: last } = await readKey(etcdctl, "/past/new");
  await test.step("from live back to the newest change, over a delete, and forward again", async () => {
    await page.keyboard.press("Shift+P");
    await here(last);
    await page.keyboard.press("Shift+P");
    await here(last - 1);
    await expect(keys.row("b")).toBeHidden();
    await page.keyboard.press("Shift+P");
    await here(last - 2);
    await expect(keys.row("b")).toContainText("deleted since");
    await page.keyboard.press("Shift+N");
    await here(last - 1);
    await page.goBack();
    await here(last - 2);
  });
  await test.step("of the open key only its own changes count", async () => {
    await page.goto(`${atRev(last)}&key=/past/a`);
    await here(last);
    // Steps load after the screen: a key pressed before does nothing, as the disabled button says.
    await expect(banner(page).getByRole("button", { name: "change" }).first()).toBeEnabled();
    await page.keyboard.press("Shift+P");
    await here(last - 2);
    await page.keyboard.press("Shift+P");
    await here(at - 2);
    await page.keyboard.press("Shift+N");
    await here(last - 2);
    await page.keyboard.press("Shift+N");
    await expect(keys.notice("No later change of /past/a")).toBeVisible();
  });
  await test.step("the list around the revision tells what changed, and leads there", async () => {
    await page.goto(atRev(at));
    const rows = changes(page).getByRole("listitem");
    await expect(rows.filter({ hasText: "was gone since" })).toContainText("DEL");
    await expect(rows.filter({ hasText: "then → now" })).toContainText("/past/a");
    await rows.filter({ hasText: "was gone since" }).getByRole("button").click();
    await here(last - 1);
  });
  await test.step("a bar of the strip leads to its write, without a mouse too", async () => {
    const bars = page.getByRole("listbox", { name: "Known writes" });
    await expect(bars.getByRole("option")).not.toHaveCount(0);
    await bars.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await here(last);
  });
  await test.step("the dialog takes a revision, says what cannot be viewed, and counts writes back", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog", { name: "View past revision" });
    const field = dialog.getByRole("textbox");
    await field.fill("999999999");
    await expect(dialog.getByText(/Revision 999,999,999 does not exist yet\. Enter at most/)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "View revision" })).toBeDisabled();
    await field.fill(String(at));
    await page.keyboard.press("Enter");
    await here(at);
    await page.getByRole("button", { name: /^as of revision/ }).click();
    await dialog.getByText("Writes ago").click();
    await field.fill("1");
    await page.keyboard.press("Enter");
    const { modRevision: newest } = await readKey(etcdctl, "/past-elsewhere");
    await here(newest - 1);
  });
});
