import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys } from "../witness.ts";

test("keys are created by the keyboard, of any bytes and from a link, and none is overwritten", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a new key is created, shown in the tree and opened, by the keyboard alone", async () => {
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Key").fill("/create/one");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("line one\nline two");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("heading", { name: "/create/one" })).toBeVisible();
    await expect(keys.row("one")).toHaveAttribute("aria-selected", "true");
    // Out of the value into the tree, where letters are names, and back by Enter.
    await page.keyboard.press("T");
    await page.keyboard.press("Enter");
    await expect(keys.editor).toBeFocused();
    expect(await readKey(etcdctl, "/create/one")).toMatchObject({
      value: Buffer.from("line one\nline two"),
      version: 1,
    });
  });

  await test.step("a key of any bytes can be created, with an empty value", async () => {
    await keys.open("sample");
    await keys.panel.getByRole("button", { name: "New key" }).click();
    await page
      .getByRole("dialog")
      .getByLabel("Key")
      .fill(String.raw`/create/bytes/\xff\x00\\`);
    await page.getByRole("button", { name: "Create key", exact: true }).click();
    await expect(keys.notice(/Created/)).toBeVisible();
    const [created] = await readKeys(etcdctl, ["/create/bytes/", "--prefix"]);
    expect(created?.key).toEqual(Buffer.concat([Buffer.from("/create/bytes/"), Buffer.from([0xff, 0x00, 0x5c])]));
    expect(created?.value).toHaveLength(0);
  });

  await test.step("a link to a key that is not there offers to create that very key", async () => {
    await keys.open("sample", { key: "/create/from/link" });
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.getByRole("dialog").getByLabel("Key")).toHaveValue("/create/from/link");
    await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
    await expect(keys.notice(/Created/)).toBeVisible();
    await expect(keys.fact("format")).toHaveText("empty");
    expect(await readKey(etcdctl, "/create/from/link")).toMatchObject({ version: 1 });
  });

  await test.step("a key that exists is not overwritten; it can be opened instead", async () => {
    await etcdctl(["put", "/create/taken"], "precious");
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Key").fill("/create/taken");
    await page.getByRole("button", { name: "Create key", exact: true }).click();
    await expect(page.getByText("This key already exists. Nothing was written.")).toBeVisible();
    expect(await readKey(etcdctl, "/create/taken")).toMatchObject({ value: Buffer.from("precious"), version: 1 });
    await page.getByRole("button", { name: "Open existing key" }).click();
    await keys.expectValue("precious");
  });
});

test("an impossible key is refused, and a delete is about the marked row and only that key", async ({
  page,
  etcdctl,
}) => {
  await test.step("an impossible key is refused with the reason", async () => {
    await new KeysPage(page).open("sample", { prefix: "/config/" });
    await expect(new KeysPage(page).row("db/")).toBeVisible();
    await page.keyboard.press("n");
    const field = page.getByRole("dialog").getByLabel("Key");
    await expect(field).toHaveValue("/config/");
    await field.fill("");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Enter a key")).toBeVisible();
    await field.fill(String.raw`a\b`);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Invalid escape: use")).toBeVisible();
  });

  await test.step("Delete in the tree is about the marked row, whichever key is open", async () => {
    await etcdctl(["put", "/delete-marked/a", "1"]);
    await etcdctl(["put", "/delete-marked/b", "2"]);
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/delete-marked/", key: "/delete-marked/a" });
    await keys.expectValue("1");
    await keys.tree.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog")).toContainText("/delete-marked/b");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog")).toContainText("/delete-marked/a");
  });

  await test.step("a key is deleted after one confirmation, and only that key", async () => {
    await etcdctl(["put", "/delete/one"], "1");
    await etcdctl(["put", "/delete/one-more"], "2");
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/delete/", key: "/delete/one" });
    await keys.expectValue("1");
    await page.getByRole("button", { name: "Delete key" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Delete key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("heading", { name: "This key does not exist" })).toBeVisible();
    await expect(keys.row("one")).toBeHidden();
    expect((await readKeys(etcdctl, ["/delete/", "--prefix"])).map(({ key }) => key.toString())).toEqual([
      "/delete/one-more",
    ]);
  });
});
