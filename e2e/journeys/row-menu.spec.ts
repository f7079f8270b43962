import { readFile } from "node:fs/promises";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys } from "../witness.ts";

test("the menu of a row saves and replaces a value, and offers the acts of keys, folders and selections", async ({
  page,
  etcdctl,
  context,
}) => {
  const keys = new KeysPage(page);

  await test.step("a value is saved as a file and replaced by one: reviewed, guarded, to the byte, and undone", async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128, 65]);
    await etcdctl(["put", "/file/blob"], bytes);
    await etcdctl(["put", "/file/other", "x"]);
    await keys.open("sample", { prefix: "/file/", key: "/file/other" });
    await keys.expectValue("x");
    const pick = async (name: string) => {
      await keys.openMenu("blob");
      await page.getByRole("menuitem", { name, exact: true }).click();
    };
    const downloads = page.waitForEvent("download");
    await pick("Download value");
    const download = await downloads;
    expect(download.suggestedFilename()).toBe("blob.bin");
    expect(await readFile(await download.path())).toEqual(bytes);

    await pick("Upload value…");
    const dialog = page.getByRole("dialog");
    const chosen = (buffer: Buffer) =>
      dialog.getByLabel("Choose a file or drop it here").setInputFiles({ name: "new", mimeType: "", buffer });
    await expect(dialog).toContainText("up to 1.6 MB");
    await expectAccessible(page);
    await chosen(Buffer.alloc(1_600_000));
    await expect(dialog.getByRole("alert")).toContainText("request limit");
    await chosen(bytes);
    await expect(dialog.getByRole("alert")).toContainText("same bytes");
    await chosen(Buffer.from("text\r\nof a file"));
    await expect(dialog.getByRole("heading")).toHaveText("Save this change?");
    expect((await readKey(etcdctl, "/file/blob")).value).toEqual(bytes);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(keys.notice(/^Saved/)).toBeVisible();
    expect((await readKey(etcdctl, "/file/blob")).value.toString()).toBe("text\r\nof a file");
    await page.getByTestId("notice").getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await readKey(etcdctl, "/file/blob")).value).toEqual(bytes);
  });

  await test.step("the menu of a row offers the acts of keys, folders and selections, by mouse, keyboard and finger", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const name of ["folder/one", "folder/two", "pool", "url"]) await etcdctl(["put", `/menu/${name}`, name]);
    const menu = page.getByRole("menu");
    const item = (name: string) => menu.getByRole("menuitem", { name, exact: true });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await keys.open("sample", { prefix: "/menu/" });

    // Copying a name opens nothing; the focus is back in the tree, on that row.
    await keys.openMenu("pool");
    await expect(menu).toHaveAccessibleName("Actions for /menu/pool");
    await expect(item("Open")).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("ArrowUp");
    await expect(item("Delete key")).toBeFocused();
    await page.keyboard.press("c");
    await expect(item("Copy key")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(menu).toHaveCount(0);
    await expect(keys.notice("Copied key")).toBeVisible();
    expect(await copied()).toBe("/menu/pool");
    await expect(keys.tree).toBeFocused();
    expect(new URL(page.url()).searchParams.has("key")).toBe(false);

    // The value is copied from the key that is opened for it.
    await page.keyboard.press("Shift+F10");
    await item("Copy value").click();
    await expect(keys.notice("Copied value")).toBeVisible();
    expect(await copied()).toBe("pool");

    // Of a folder: all that is in it. Escape leaves; nothing has happened.
    await keys.openMenu("folder/");
    await expect(item("Copy value")).toHaveCount(0);
    await item("Delete folder").click();
    await expect(page.getByRole("dialog").getByRole("heading")).toHaveText("Delete /menu/folder/");
    await page.keyboard.press("Escape");
    await keys.openMenu("folder/");
    await item("New key here").click();
    await expect(page.getByRole("dialog").getByRole("textbox", { name: "Key" })).toHaveValue("/menu/folder/");
    await page.keyboard.press("Escape");
    await keys.openMenu("folder/");
    await item("Export folder").click();
    await expect(page.getByRole("dialog", { name: /Export/ })).toContainText("/menu/folder/");
    await page.keyboard.press("Escape");

    // A row of the selection stands for all of it; any other ends the selection.
    await keys.openMenu("pool");
    await item("Select").click();
    await keys.openMenu("url");
    await expect(menu).toHaveAccessibleName("Actions for /menu/url");
    await item("Select").click();
    await keys.tree.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await keys.openMenu("pool");
    await expect(menu).toHaveAccessibleName("Actions for 3 rows selected");
    await item("Copy names").click();
    await expect(keys.notice("Copied 3 names")).toBeVisible();
    expect(await copied()).toBe("/menu/folder/\n/menu/pool\n/menu/url");
    await page.keyboard.press("ContextMenu");
    await page.keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("Escape");

    // A finger that rests opens it, and its end is no press on the row.
    const row = keys.row("folder/");
    await expect(row).toHaveAttribute("aria-expanded", "false");
    const box = await row.boundingBox();
    if (box === null) throw new Error("The row is not there");
    const touch = { pointerType: "touch", isPrimary: true, clientX: box.x + 40, clientY: box.y + 10 };
    await row.dispatchEvent("pointerdown", touch);
    await expect(menu).toHaveAccessibleName("Actions for /menu/folder/");
    await row.dispatchEvent("pointerup", touch);
    await row.dispatchEvent("click", touch);
    await expect(row).toHaveAttribute("aria-expanded", "false");
    await item("Show only this folder").click();
    await expect(keys.row("one")).toBeVisible();

    // What cannot be done says why.
    await page.getByRole("button", { name: "Read & write" }).click();
    await keys.openMenu("one");
    await expect(item("Delete key")).toHaveAttribute("title", /read-only/i);
    await item("Delete key").focus();
    await page.keyboard.press("Enter");
    await expect(menu).toBeVisible();
    expect((await readKeys(etcdctl, ["/menu/", "--prefix"])).length).toBe(4);
  });
});
