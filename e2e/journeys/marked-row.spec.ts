import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

const names = async (etcdctl: Parameters<typeof readKeys>[0], prefix: string) =>
  (await readKeys(etcdctl, [prefix, "--prefix"])).map(({ key }) => key.toString());

test("acts are about the marked row in the tree, about the open key beside it, and about nothing out of sight", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("in the tree Delete and F2 are about the marked row; in the value pane about the open key", async () => {
    for (const name of ["dark", "folder/one", "folder/two", "pool"]) await etcdctl(["put", `/row/${name}`, name]);
    await keys.open("sample", { prefix: "/row/", key: "/row/dark" });
    await keys.expectValue("dark");
    await keys.tree.focus();
    await keys.jumpTo("pool");
    await expect(keys.row("pool")).toHaveAttribute("data-marked", "true");
    await page.keyboard.press("F2");
    const rename = page.getByRole("dialog", { name: "Rename key" });
    const field = rename.getByLabel("New name");
    await expect(field).toHaveValue("/row/pool");
    // The last part is marked: typing replaces it alone.
    await expect(field).toBeFocused();
    await page.keyboard.type("pond");
    await expect(field).toHaveValue("/row/pond");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/row/pond" })).toBeVisible();
    expect(await names(etcdctl, "/row/")).toEqual(["/row/dark", "/row/folder/one", "/row/folder/two", "/row/pond"]);

    await keys.tree.focus();
    await keys.jumpTo("dark");
    await page.keyboard.press("Delete");
    const question = page.getByRole("dialog", { name: "Delete key" });
    await expect(question).toContainText("/row/dark");
    await page.keyboard.press("Escape");
    await keys.jumpTo("folder");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog").getByRole("heading")).toHaveText("Delete /row/folder/");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);

    // Out of the tree: the open key, wherever the mark stands.
    await page.getByRole("button", { name: "Copy key" }).focus();
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/row/dark");
    await page.keyboard.press("Escape");
    await keys.editor.focus();
    await page.keyboard.press("F2");
    await expect(field).toHaveValue("/row/dark");
    await page.keyboard.press("Escape");

    // What is selected counts more than the mark, and the palette means the same as the keys.
    await keys.tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog").getByRole("heading")).toHaveText("Delete 2 keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("rename key");
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue("/row/pond");
    await page.keyboard.press("Escape");
    expect(await names(etcdctl, "/row/")).toHaveLength(4);
  });

  await test.step("with nothing selected and the focus elsewhere, nothing is done to a row that one does not see", async () => {
    await etcdctl(["put", "/unseen/key", "x"]);
    await keys.open("sample", { key: "/unseen/key" });
    await keys.expectValue("x");
    await keys.tree.focus();
    await page.keyboard.press("Home");
    await page.getByRole("button", { name: "Copy key" }).focus();
    for (const key of ["Shift+D", "Shift+M", "Shift+G"]) {
      await page.keyboard.press(key);
      await expect(keys.notice("Select keys or folders first")).toBeVisible();
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
});

test("the mark keeps its key: before the row is read, in the table when rows move, and among keys found", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("while the row of the open key is not read yet, acts in the tree are about that key and not about the first row", async () => {
    for (const name of ["/held/key", "/first"]) await etcdctl(["put", name, name]);
    const listing = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      // The request to etcd is a text within the request.
      const folder = `\\"${Buffer.from("/held/").toString("base64")}\\"`;
      if (route.request().postData()?.includes(folder) === true) await listing.promise;
      await route.continue();
    });
    await keys.open("sample", { key: "/held/key" });
    await keys.expectValue("/held/key");
    await expect(keys.row("/first")).toBeVisible();
    await keys.tree.focus();
    await expect(keys.tree.locator("[data-marked=true]")).toHaveCount(0);
    const question = page.getByRole("dialog", { name: "Delete key" });
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/held/key");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F2");
    await expect(page.getByRole("dialog").getByLabel("New name")).toHaveValue("/held/key");
    await page.keyboard.press("Escape");

    // A row that somebody marks is meant, and the open one again once it is revealed.
    await keys.jumpTo("first");
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/first");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "/first" })).toBeVisible();
    await page.goBack();
    await keys.expectValue("/held/key");
    await keys.tree.focus();
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/held/key");
    await page.keyboard.press("Escape");
    listing.resolve();
    await expect(keys.row("key")).toHaveAttribute("data-marked", "true");
    expect(await names(etcdctl, "/held/")).toEqual(["/held/key"]);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("the mark of the table stays on its key when rows come above it, and when it is sorted", async () => {
    for (const name of ["k", "m", "z"]) await etcdctl(["put", `/stay/${name}`, name]);
    await showPath(page, `/c/sample/keys?${new URLSearchParams({ prefix: "/stay/", view: "table", key: "/stay/k" })}`);
    await keys.expectValue("k");
    const table = page.getByRole("grid", { name: "Keys" });
    const marked = table.locator("[data-marked=true]");
    await expect(marked).toContainText("k");
    await table.focus();
    await page.keyboard.press("ArrowDown");
    await expect(marked).toContainText("m");
    const question = page.getByRole("dialog", { name: "Delete key" });
    const refresh = page.getByRole("button", { name: "Refresh tree" });
    await etcdctl(["put", "/stay/a", "a"]);
    await refresh.click();
    await expect(table.getByRole("row").filter({ hasText: /^a\s*\d/ })).toBeVisible();
    await expect(marked).toContainText("m");
    await table.getByRole("button", { name: "Key" }).click();
    await expect(table.getByRole("row").nth(1)).toContainText("z");
    await expect(marked).toContainText("m");
    // The head of a column has the focus, and no ring is drawn around a row.
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/stay/k");
    await page.keyboard.press("Escape");
    await table.focus();
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/stay/m");
    await page.keyboard.press("Escape");

    // Somebody else deletes the marked one: no other takes its place as what acts are about.
    await expect(page.getByRole("heading", { name: "/stay/m" })).toBeVisible();
    await table.focus();
    await page.keyboard.press("ArrowDown");
    await expect(marked).toContainText("k");
    await etcdctl(["del", "/stay/k"]);
    await refresh.click();
    await expect(marked).toHaveCount(0);
    await table.focus();
    await page.keyboard.press("Delete");
    await expect(question).toContainText("/stay/m");
  });

  await test.step("in the table and among keys found, the marked row is meant as well", async () => {
    for (const name of ["a", "b", "c"]) await etcdctl(["put", `/rows/${name}`, name]);
    await showPath(page, `/c/sample/keys?${new URLSearchParams({ prefix: "/rows/", view: "table", key: "/rows/a" })}`);
    await keys.expectValue("a");
    const table = page.getByRole("grid", { name: "Keys" });
    await table.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Delete");
    const question = page.getByRole("dialog", { name: "Delete key" });
    await expect(question).toContainText("/rows/c");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+Shift+f");
    await page.getByRole("textbox", { name: "Search" }).fill("rows/");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("option", { name: "/rows/b" })).toBeVisible();
    await page.getByRole("listbox", { name: "Search results" }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("F2");
    await expect(page.getByRole("dialog").getByLabel("New name")).toHaveValue("/rows/b");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "/rows/b" })).toBeVisible();
  });
});
