import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { grantLease, readKey, readKeys } from "../witness.ts";

const save = (page: Page) => page.keyboard.press("ControlOrMeta+s");

test("a red connection reviews saves and asks for its name; a delete is undone without its lease only on purpose", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("on a red connection every save is reviewed, and a delete wants the connection's name", async () => {
    const key = "/careful/red";
    await etcdctl(["put", key], "old");
    await keys.open("live", { key });
    await keys.expectValue("old");
    await keys.replaceValue("new");
    await save(page);
    const review = page.getByRole("dialog", { name: "Review change" });
    await expect(review).toContainText("Production: every save is reviewed.");
    expect((await readKey(etcdctl, key)).value.toString()).toBe("old");
    // Escape goes back to the editor, with the edit and the focus where they were.
    await page.keyboard.press("Escape");
    await expect(review).toBeHidden();
    await expect(keys.editor).toBeFocused();
    await keys.expectValue("new");
    await save(page);
    await expect(review.getByRole("button", { name: "Save" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(keys.notice(/^Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("new");

    await page.getByRole("button", { name: "Delete key" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete key" });
    await dialog.getByRole("textbox").fill("/careful/red");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
    expect(await readKeys(etcdctl, [key])).toHaveLength(1);
    await dialog.getByLabel("Type live to confirm").fill("live");
    // The key is read once more for what the dialog says; until then nothing is deleted.
    await expect(dialog.getByRole("button", { name: "Delete" })).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(keys.notice(/^Deleted/)).toBeVisible();
    expect(await readKeys(etcdctl, [key])).toHaveLength(0);
  });

  await test.step("a delete is undone without its lease on purpose, once that has ended", async () => {
    const key = "/careful/leased";
    const lease = await grantLease(etcdctl, 600);
    await etcdctl(["put", key, `--lease=${lease}`], "held");
    await keys.open("sample", { key });
    await keys.expectValue("held");
    await page.getByRole("button", { name: "Delete key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(keys.notice(/^Deleted/)).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
    await etcdctl(["lease", "revoke", lease]);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(page.getByText(`lease ${lease} no longer exists`)).toBeVisible();
    expect(await readKeys(etcdctl, [key])).toHaveLength(0);
    await page.getByRole("button", { name: "Restore without lease" }).click();
    await expect(keys.notice(/^Undone/)).toBeVisible();
    expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("held"), lease: "0" });
  });
});

/** Leaves as little room in the tab's storage as a browser may. */
const fillStorage = (page: Page) =>
  page.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` below
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function refuse(name: string, value: string) {
      if (value.length > 2000) throw new DOMException("full", "QuotaExceededError");
      setItem.call(this, name, value);
    };
  });

test("an edit, a new key and a transaction that find no room in the tab's storage say so, and are still saved", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("an edit that finds no room in the tab's storage says so, and is still saved", async () => {
    const key = "/careful/large";
    await etcdctl(["put", key], "small");
    await fillStorage(page);
    await keys.open("sample", { key });
    await keys.expectValue("small");
    await keys.replaceValue("large ".repeat(600));
    await expect(page.getByText("Lost on reload")).toBeVisible();
    await page.getByText("1 unsaved edit").click();
    await expect(page.getByRole("dialog")).toContainText("a reload loses the largest edits");
    await page.keyboard.press("Escape");
    await save(page);
    await expect(keys.notice(/^Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.length).toBe(3600);
  });

  await test.step("a new key and a transaction that find no room in the tab's storage say so", async () => {
    await fillStorage(page);
    await keys.open("sample");
    await keys.panel.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog", { name: "New key" });
    const told = page.getByText("Lost on reload");
    await dialog.getByLabel("Key", { exact: true }).fill("/careful/new");
    await expect(told).toBeHidden();
    await dialog.getByLabel("Key", { exact: true }).fill("/careful/".repeat(300));
    await expect(dialog.getByText("Lost on reload")).toBeVisible();
    await dialog.getByRole("button", { name: "Discard" }).click();

    const txn = new TxnPage(page);
    await txn.open("sample");
    await txn.write("\nput /careful/small 1\n");
    await expect(txn.rows("THEN")).toHaveCount(1);
    await expect(told).toBeHidden();
    await txn.write(`\nput /careful/large ${"x".repeat(2500)}\n`);
    await expect(told).toBeVisible();
  });
});

const broken = [
  { format: "YAML", name: "a.yaml", good: "a: 1\nb:\n  - x\n", bad: "a: 1\nb: [1\nc: 2\n" },
  { format: "TOML", name: "a.toml", good: 'title = "x"\n[a]\nb = 1\n', bad: 'title = "x\n[a]\nb = 1\n' },
  { format: "XML", name: "a.xml", good: "<a>\n  <b/>\n</a>", bad: "<a>\n  <b>\n</a>" },
] as const;
test("YAML, TOML and XML are checked as one types, by line, and saved broken only on purpose", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  for (const { format, name, good, bad } of broken) {
    await test.step(`${format} is checked as one types, by line`, async () => {
      const key = `/careful/${name}`;
      await etcdctl(["put", key], good);
      await keys.open("sample", { key });
      await expect(page.getByText(`valid ${format}`, { exact: true })).toBeVisible();
      await keys.replaceValue(bad);
      await expect(page.getByText(new RegExp(`^invalid ${format}: line [123], column \\d+`))).toBeVisible();
      // It is told and asked, not enforced: the person may mean it.
      await save(page);
      const review = page.getByRole("dialog", { name: "Review change" });
      await expect(review.getByRole("alert")).toContainText(`This makes the value invalid ${format}: line `);
      expect((await readKey(etcdctl, key)).value.toString()).toBe(good);
      await review.getByRole("button", { name: `Save invalid ${format}` }).click();
      await expect(keys.notice(/^Saved/)).toBeVisible();
      expect((await readKey(etcdctl, key)).value.toString()).toBe(bad);
    });
  }
});

test("an unfinished new key and an unsaved edit are kept and marked, and the light theme is accessible throughout", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("an unfinished new key is kept through leaving and loading anew, until it is discarded", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "New key" });
    await dialog.getByLabel("Key").fill("/config/later");
    await dialog.getByRole("textbox", { name: "Value" }).fill("half");
    await page.keyboard.press("Escape");
    await page.reload();
    await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
    await page.keyboard.press("n");
    await expect(dialog.getByLabel("Key")).toHaveValue("/config/later");
    await expect(dialog.getByRole("textbox", { name: "Value" })).toHaveText("half");
    await dialog.getByRole("button", { name: "Discard" }).click();
    await page.keyboard.press("n");
    await expect(dialog.getByLabel("Key")).toHaveValue("/config/");
    await expect(dialog.getByRole("textbox", { name: "Value" })).toHaveText("");
  });

  await test.step("an unsaved edit is marked in the tree, and the light theme is accessible throughout", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    const key = "/careful/marked.json";
    await etcdctl(["put", key], '{"a": 1}');
    await keys.open("sample", { key });
    await keys.expectValue('{\n  "a": 1\n}');
    await expectAccessible(page);
    await keys.replaceValue('{"a": 2}');
    await expect(keys.row("marked.json").getByLabel("Unsaved edit")).toBeVisible();
    await expectAccessible(page);
    for (const tab of ["Diff", "Tree", "Hex", "Base64"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expectAccessible(page);
    }
    await etcdctl(["put", key], '{"a": 3}');
    await page.getByRole("button", { name: "Refresh key" }).click();
    await page.getByRole("button", { name: "Resolve conflict" }).click();
    await expect(page.getByText("Another client saved")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(keys.row("marked.json").getByLabel("Unsaved edit")).toHaveCount(0);
    // Every dialog gives the focus back to the button that opened it.
    for (const name of ["Copy as etcdctl, curl…", "Rename key", "Delete key"]) {
      const button = page.getByRole("button", { name });
      await button.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
      await expect(button).toBeFocused();
    }
  });
});
