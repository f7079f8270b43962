import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";

test("going to a place is completed, and a filter narrows the tree and is in the link", async ({ page }) => {
  const keys = new KeysPage(page);

  await test.step("going to a place is completed from the cluster as one types", async () => {
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("/config/d");
    const options = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
    await expect(options).toHaveText([
      /^\/config\/db\/4$/,
      /^\/config\/deploy\/1$/,
      "Find “/config/d” in names and values",
    ]);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await expect(options.first()).toHaveText("/config/db/pool");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/config/db/pool" })).toBeVisible();
    // From there on one is in the tree, and the next `/` begins anew.
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("/");
    // What can only be meant is completed without the arrow.
    await page.keyboard.type("/config/db");
    await expect(options).toHaveText([/^\/config\/db\/4$/, "Find “/config/db” in names and values"]);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox", { name: "Key or prefix" })).toHaveValue("/config/db/");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/prefix=\/config\/db\//);
    await expect(keys.tree).toBeFocused();
  });

  await test.step("a key that is gone is opened by its name, and its history with it", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("/config/db/gone");
    const offers = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
    await expect(offers).toHaveText([/^Find “\/config\/db\/gone”/, "Open missing key “/config/db/gone”"]);
    await page.keyboard.press("ArrowDown");
    await expect(offers.nth(1)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "This key does not exist" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Show history" })).toBeVisible();
    await expect(keys.tree).toBeFocused();
  });

  await test.step("a filter narrows the tree to names that start so, is in the link, and is cleared", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("auth/")).toBeVisible();
    await page.keyboard.press("f");
    await expect(page.getByRole("textbox", { name: "Filter by prefix" })).toBeFocused();
    await page.keyboard.type("r");
    await expect(keys.row("auth/")).toBeHidden();
    await expect(keys.tree.getByRole("treeitem")).toHaveText([/^rate-limits\/9$/, /^regions\.json/]);
    await expect(page).toHaveURL(/filter=r/);
    await page.keyboard.press("Enter");
    await expect(keys.tree).toBeFocused();
    await page.reload();
    await expect(keys.tree.getByRole("treeitem")).toHaveCount(2);
    await page.keyboard.press("f");
    await expect(page.getByLabel("Filter by prefix")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(keys.row("auth/")).toBeVisible();
    await expect(page).not.toHaveURL(/filter=/);
    await expect(page.getByLabel("Filter by prefix")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(keys.tree).toBeFocused();
    await expect(page.getByRole("combobox", { name: "Key or prefix" })).toBeVisible();
  });
});

test("the table shows what one chose, and several delimiters part folders, both kept", async ({ page, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("the table shows keys flat, sorted over what is loaded, with the columns that one chose", async () => {
    await etcdctl(["put", "/config/00-binary"], Buffer.from([0, 255, 10]));
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("auth/")).toBeVisible();
    await page.keyboard.press("v");
    await page.keyboard.press("k");
    const table = page.getByRole("grid", { name: "Keys" });
    const all = await readKeys(etcdctl, ["/config/", "--prefix", "--keys-only"]);
    await expect(table).toHaveAttribute("aria-rowcount", String(all.length + 1));
    const allLoaded = page.getByText(`${all.length} keys, all loaded`);
    await expect(allLoaded).toBeVisible();
    // The values in sight: as text on one line, or as hex.
    const rowOf = (name: string) => table.getByRole("row").filter({ has: page.getByTitle(`/config/${name}`) });
    await expect(rowOf("00-binary")).toContainText("3 B00 ff 0a");
    await expect(rowOf("db/pool")).toContainText('114 B{ "min": 2, "max": 10,');
    await expectAccessible(page);
    await table.getByRole("button", { name: "Version" }).click();
    await table.getByRole("button", { name: "Version" }).click();
    await expect(table.getByRole("columnheader", { name: "Version" })).toHaveAttribute("aria-sort", "descending");
    const highest = all.reduce((most, key) => (key.version > most.version ? key : most));
    const name = highest.key.toString().slice("/config/".length);
    await expect(table.getByRole("row").nth(1)).toContainText(name);
    await table.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: `/config/${name}` })).toBeVisible();
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("checkbox", { name: "Created" })).not.toBeChecked();
    await page.getByRole("checkbox", { name: "Lease" }).uncheck();
    await page.keyboard.press("Escape");
    const width = table.getByRole("separator", { name: "Value column width" });
    await width.focus();
    await page.keyboard.press("ArrowRight");
    await expect(width).toHaveAttribute("aria-valuenow", "216");
    await page.reload();
    await expect(table.getByRole("columnheader")).toHaveText(["Key", "Version", "Modified", "Size", "Value"]);
    await expect(table.getByRole("columnheader", { name: "Version" })).toHaveAttribute("aria-sort", "descending");
    await expect(width).toHaveAttribute("aria-valuenow", "216");
    // All of what is loaded is selected: of a table that is still being read nothing.
    await expect(allLoaded).toBeVisible();
    await table.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await expect(page.getByRole("region", { name: "Selection" })).toContainText(`${all.length} keys`);
  });

  await test.step("several delimiters part folders, for this connection, and are kept", async () => {
    await etcdctl(["put", "app:one:a", "1"]);
    await etcdctl(["put", "app:one/b", "2"]);
    await keys.open("sample", { prefix: "ap" });
    await expect(keys.row("app:one/")).toBeVisible();
    await expect(keys.row("app:one:a")).toBeVisible();
    await page.keyboard.press("Shift+S");
    await page.getByRole("checkbox", { name: ":" }).check();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await keys.row("app:").click();
    await keys.row("one:").click();
    await expect(keys.row("a")).toHaveCount(1);
    await expect(keys.row("one/")).toBeVisible();
    await page.reload();
    await expect(keys.row("one/")).toBeVisible();
    await etcdctl(["del", "app:", "--prefix"]);
  });
});
