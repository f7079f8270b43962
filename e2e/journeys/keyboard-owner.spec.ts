import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

/** The focus is in the part of the screen where the keyboard goes on. */
async function expectFocusInPlace(page: Page): Promise<void> {
  await expect(page.locator("[data-screen-place]:focus, [data-screen-place] :focus")).toBeFocused();
}

/** Opens a key and leaves half an edit in its editor, the focus outside of it. */
async function beginEdit(page: Page, key: string): Promise<KeysPage> {
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.expectValue("whole");
  await keys.replaceValue("half");
  await expect(page.getByText("1 unsaved edit")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys.tree).toBeFocused();
  return keys;
}

test("Ctrl+S is the dialog's: it creates the new key, and in a review saves once", async ({ page, etcdctl }) => {
  await test.step("with New key open over an edited value, Ctrl+S creates the key and saves nothing behind", async () => {
    await etcdctl(["put", "/owner/behind"], "whole");
    const keys = await beginEdit(page, "/owner/behind");
    await page.keyboard.press("+");
    const dialog = page.getByRole("dialog", { name: "New key" });
    await dialog.getByLabel("Key").fill("/owner/new");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(page.getByRole("heading", { name: "/owner/new" })).toBeVisible();
    expect(await readKey(etcdctl, "/owner/new")).toMatchObject({ version: 1 });
    // From within the value too, with what stands there at that moment.
    await page.getByRole("button", { name: "New key" }).click();
    await dialog.getByLabel("Key").fill("/owner/newer");
    await page.keyboard.press("Tab");
    await page.keyboard.type("typed");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(page.getByRole("heading", { name: "/owner/newer" })).toBeVisible();
    expect((await readKey(etcdctl, "/owner/newer")).value.toString()).toBe("typed");
    expect(await readKey(etcdctl, "/owner/behind")).toMatchObject({ value: Buffer.from("whole"), version: 1 });
    await keys.row("behind").click();
    await keys.expectValue("half");
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("in a review Ctrl+S saves once, and a review of what is no longer a change closes", async () => {
    await etcdctl(["put", "/owner/review"], "whole");
    const keys = await beginEdit(page, "/owner/review");
    const review = page.getByRole("dialog", { name: "Review change" });
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(review).toBeVisible();
    // Somebody else writes what is on the screen: the review is of nothing any more.
    await etcdctl(["put", "/owner/review"], "theirs");
    await expect(page.getByText(/^Overtaken by revision/)).toBeVisible();
    await expect(review).toBeHidden();
    await page.getByRole("button", { name: "Resolve conflict" }).click();
    await expect(page.getByRole("region", { name: "Theirs" })).toContainText("theirs");
    await page.getByRole("button", { name: "Save yours over theirs" }).click();
    await expect(keys.notice(/^Saved/)).toBeVisible();
    await keys.replaceValue("last");
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(review.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
    await page.keyboard.press("ControlOrMeta+s");
    await expect(review).toBeHidden();
    await expect(page.getByText("1 unsaved edit")).toBeHidden();
    expect(await readKey(etcdctl, "/owner/review")).toMatchObject({ value: Buffer.from("last"), version: 4 });
  });
});

test("while a dialog is open no act behind it runs, and dialogs do not stack", async ({ page, etcdctl }) => {
  await etcdctl(["put", "/owner/stack"], "whole");
  const keys = await beginEdit(page, "/owner/stack");
  await page.getByRole("button", { name: "Delete key" }).click();
  const question = page.getByRole("dialog", { name: "Delete key" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  for (const key of ["ControlOrMeta+k", "ControlOrMeta+s", "ControlOrMeta+Shift+Enter", "F2"])
    await page.keyboard.press(key);
  for (const key of ["?", "n", "+", "l", "d", "Delete", "g", "c", "ControlOrMeta+z", "ControlOrMeta+Shift+f"])
    await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(/\/keys\?/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keys.expectValue("half");
  expect(await readKey(etcdctl, "/owner/stack")).toMatchObject({ value: Buffer.from("whole"), version: 1 });

  // The palette and a popover own it too.
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Key, prefix or command" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+s");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Folder separators…" }).click();
  await expect(page.getByRole("textbox", { name: "Separators (one byte each)" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Key, prefix or command" })).toBeHidden();
  await page.keyboard.press("Escape");
  expect(await readKey(etcdctl, "/owner/stack")).toMatchObject({ value: Buffer.from("whole"), version: 1 });
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/^Saved/)).toBeVisible();

  // Ctrl+Enter is the main button of every dialog, also of one that destroys; Ctrl+S only saves. In a page that has
  // just loaded nothing is read again after the save, as what a question says is, and its button waits for.
  await page.reload();
  await keys.expectValue("half");
  await keys.tree.focus();
  await page.keyboard.press("Delete");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(question).toBeVisible();
  await expect(question.getByRole("button", { name: "Delete" })).toBeEnabled();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("This key does not exist")).toBeVisible();
  expect(await readKeys(etcdctl, ["/owner/stack"])).toEqual([]);
});

test("Ctrl+Enter in pasted flags connects nowhere, and a dialog owns the keyboard also while it loads", async ({
  page,
  etcdctl,
}) => {
  const loads = Promise.withResolvers<undefined>();
  await page.route(/\/assets\/(palette|name-dialog)-/, async (route) => {
    await loads.promise;
    await route.continue();
  });
  await test.step("Ctrl+Enter in pasted flags fills in the form, and connects nowhere", async () => {
    await showPath(page, "/");
    await page.getByRole("button", { name: "Paste etcdctl flags" }).click();
    await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
    await page.keyboard.insertText("etcdctl --endpoints http://127.0.0.1:1,http://10.0.0.6:2379 get /");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("textbox", { name: "Endpoints" })).toHaveValue(
      "http://127.0.0.1:1, http://10.0.0.6:2379",
    );
    await expect(page.getByTestId("last-request")).toHaveText("No requests yet");
  });

  await test.step("a dialog owns the keyboard from its shortcut on, also while it loads", async () => {
    const key = "/owner/loads";
    await etcdctl(["put", key], "whole");
    const keys = new KeysPage(page);
    await keys.open("sample", { key });
    await keys.expectValue("whole");
    await keys.tree.focus();
    const [dialog, loading] = [page.getByRole("dialog"), page.getByRole("dialog", { name: "Loading…" })];
    // What is typed at once is for the palette: in the tree, letters are acts, and Delete asks about the marked row.
    await page.keyboard.press("ControlOrMeta+k");
    for (const pressed of ["l", " ", "Delete", "Enter", "ControlOrMeta+a"]) await page.keyboard.press(pressed);
    await expect(loading).toBeVisible();
    await expect(dialog).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(keys.tree).toBeFocused();
    await expect(keys.tree.locator("[aria-selected=true] input:checked")).toHaveCount(0);

    await page.keyboard.press("F2");
    await expect(loading).toBeVisible();
    await page.keyboard.press("Delete");
    await page.keyboard.type("named");
    loads.resolve(undefined);
    const name = page.getByRole("textbox", { name: "New name" });
    await expect(name).toBeFocused();
    // It stands where it was meant to, in place of the part that is selected.
    await expect(name).toHaveValue("/owner/named");
    await expect(dialog).toHaveCount(1);
    // The palette that was taken back does not appear after all.
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "Key, prefix or command" })).toBeFocused();
  });
});

test("two keys one after the other lead from screen to screen, and in the palette where letters type", async ({
  page,
}) => {
  const keys = new KeysPage(page);
  await keys.open("sample");
  await expect(keys.row("/config/")).toBeVisible();
  for (const [letter, title] of [
    ["c", "Cluster"],
    ["t", "Transaction"],
    ["l", "Leases"],
    ["o", "Locks and elections"],
    ["a", "Access"],
    ["d", "Compare"],
    ["k", "Keys"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeAttached();
    // The keyboard goes on in the screen's own list, also after the screen was loaded by its address.
    await expectFocusInPlace(page);
    await page.reload();
    await expectFocusInPlace(page);
  }
  // The palette takes the two letters as well.
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("gx");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Console" })).toBeVisible();
});
