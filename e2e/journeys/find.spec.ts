import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

const results = (page: Page) => page.getByRole("listbox", { name: "Search results" });

test("names and values are found, below a prefix and by a regular expression, and can be used by everybody", async ({
  page,
  etcdctl,
}) => {
  await test.step("what go to does not find, find offers: names and values at once, and what is found is selected for bulk acts", async () => {
    await etcdctl(["put", "/seek/b", `the POOL is here\n${"line\n".repeat(300)}and the last POOL`]);
    await etcdctl(["put", "/seek/c", "hay"]);
    await etcdctl(["put", "/seek/pool", "first"]);
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/seek/" });
    await expect(keys.row("pool")).toBeVisible();
    // Two steps: the shortcut, and typing with the Enter that ends it.
    await page.keyboard.press("/");
    await page.keyboard.type("pool");
    await expect(page.getByRole("option", { name: "Find “pool” in names and values", selected: true })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByText("2 of 3 keys match: 1 by name, 1 by value.")).toBeVisible();
    await expect(page.getByLabel("In prefix")).toHaveValue("/seek/");
    await expect(results(page).getByRole("option").nth(0)).toHaveAccessibleName(/^\/seek\/pool version 1, /);
    await expect(results(page).getByRole("option").nth(1)).toHaveAccessibleName(/^\/seek\/b the POOL is here line/);
    await expect(page.getByRole("textbox", { name: "Search" })).toBeFocused();

    // Matching the case is one step more, and says that it is on.
    const matchCase = page.getByRole("button", { name: "Match case" });
    await expect(matchCase).toHaveAttribute("aria-pressed", "false");
    await matchCase.click();
    await expect(page.getByText("1 of 3 keys matches: 1 by name, 0 by value.")).toBeVisible();
    await expect(matchCase).toHaveAttribute("aria-pressed", "true");
    await matchCase.click();
    await expect(page.getByText("2 of 3 keys match: 1 by name, 1 by value.")).toBeVisible();
    // What is typed after does not belong to what is listed.
    await page.getByRole("textbox", { name: "Search" }).fill("poo");
    await expect(page.getByText("Results for “pool”. Press Enter to search again.")).toBeVisible();

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/seek/pool" })).toBeVisible();
    // What was found in a value is marked in it, with the way to the next.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 of 2 matches for pool")).toBeVisible();
    await expect(keys.editor).not.toContainText("and the last POOL");
    await page.getByRole("button", { name: "Show next match" }).click();
    await expect(page.getByText("2 of 2 matches for pool")).toBeVisible();
    await expect(keys.editor).toContainText("and the last POOL");
    await results(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowDown");
    const selection = page.getByRole("region", { name: "Selection" });
    await expect(selection).toContainText("2 keys");
    await page.keyboard.press("Escape");
    await expect(selection).toBeHidden();
    await page.keyboard.press("ControlOrMeta+a");
    await expect(selection).toContainText("2 keys");
    await page.keyboard.press("Delete");
    const bulk = new BulkDialog(page);
    await bulk.button("Delete 2 keys").click();
    await bulk.expectEnd();
    await expect.poll(() => readKeys(etcdctl, ["/seek/", "--prefix"])).toHaveLength(1);
  });

  await test.step("values are looked into, by a regular expression, below a prefix; the link says it all", async () => {
    await etcdctl(["put", "/find/a"], "port: 5432");
    await etcdctl(["put", "/find/b"], "port: none");
    await etcdctl(["put", "/found/c"], "port: 5433");
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/find/" });
    await expect(keys.row("a")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+f");
    await expect(page.getByLabel("In prefix")).toHaveValue("/find/");
    await page.getByText("Values", { exact: true }).click();
    await page.getByRole("combobox", { name: "Pattern type" }).selectOption("Regex");
    const field = page.getByRole("textbox", { name: "Search" });
    await field.fill("(");
    await expect(page.getByText("Invalid regular expression: unterminated group")).toBeVisible();
    await field.fill(String.raw`PORT: \d+`);
    await page.getByRole("region", { name: "Search" }).getByRole("button", { name: "Search", exact: true }).click();
    await expect(page.getByText("1 of 2 keys matches.")).toBeVisible();
    await expect(page.getByRole("option", { name: "/find/a" })).toContainText("port: 5432");
    const address = new URL(page.url()).searchParams;
    expect(Object.fromEntries(address)).toEqual({
      find: "values",
      q: String.raw`PORT: \d+`,
      pattern: "regex",
      case: "ignore",
      prefix: "/find/",
    });
    await page.reload();
    await expect(page.getByRole("option", { name: "/find/a" })).toBeVisible();
  });

  await test.step("the find can be used by everybody, in both themes", async () => {
    await showPath(page, "/c/sample/keys?find=both&case=ignore&q=l&prefix=/config/&key=/config/db/pool");
    await expect(page.getByRole("listbox", { name: "Search results" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Value" })).toBeVisible();
    await expect(page.getByText(/^1 of \d+ matches for l$/)).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
});

test("what is typed while the search loads is searched for, and what costs a lot says so and is stopped", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("what is typed while the search still loads is searched for, and Escape leaves step by step", async () => {
    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    const part = /\/assets\/find-panel-[^/]*\.js$/;
    await page.route(part, async (route) => {
      await held;
      await route.continue();
    });
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    const asked = page.waitForRequest(part);
    await page.keyboard.press("ControlOrMeta+Shift+f");
    await page.keyboard.type("db/");
    await page.keyboard.press("Enter");
    await asked;
    await expect(page.getByRole("textbox", { name: "Search" })).toHaveValue("db/");
    answer();
    await expect(results(page).getByRole("option", { name: /^\/config\/db\/pool version/ })).toBeVisible();
    await expect(results(page).getByRole("option").first().getByText("db/", { exact: true })).toBeVisible();
    // Escape would stop it first.
    const ended = page.getByText(/(keys match|key matches|keys matches):/);
    await expect(ended).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /^\/config\/db\// })).toBeVisible();
    await expect(results(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(keys.tree).toBeFocused();

    // A filter that nothing passes offers the same, and so does a prefix below which there is nothing.
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.keyboard.type("regions.json");
    await expect(page.getByRole("button", { name: "Find “regions.json”" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(results(page).getByRole("option", { name: "/config/regions.json" })).toBeVisible();
    await expect(ended).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("/");
    await page.keyboard.type("/nowhere/");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Find “/nowhere/”" }).click();
    // There is nothing in there to be found.
    await expect(page.getByLabel("In prefix")).toHaveValue("");
    await expect(page.getByRole("heading", { name: "No matches" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(keys.row("/config/")).toBeVisible();
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("a find that costs a lot says so and waits, and what runs away is stopped", async () => {
    await etcdctl(["put", "/find/slow"], `${"a".repeat(60)}!`);
    for (let at = 0; at < 12; at++) await etcdctl(["put", `/find/large/${at}`], "x".repeat(1_400_000));
    await showPath(page, "/c/sample/keys?find=values&q=needle&prefix=/find/large/");
    await expect(page.getByText(/^Reads 12 keys with their values, about 2\d MB, about 1 s\.$/)).toBeVisible();
    await expect(page.getByRole("listbox")).toBeHidden();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("heading", { name: "Search keys and values" })).toBeVisible();
    // Names are looked through all the same; values wait for a yes.
    await showPath(page, "/c/sample/keys?find=both&case=ignore&q=ARGE/1&prefix=/find/large/");
    await expect(page.getByText("3 of 12 names match.")).toBeVisible();
    await expect(page.getByText(/^Values not searched\. Reads 12 keys with their values, about 2\d MB/)).toBeVisible();
    await page.getByRole("button", { name: "Search values" }).click();
    await expect(page.getByText("3 of 12 keys match: 3 by name, 0 by value.")).toBeVisible();
    // Backtracking without an end: only the Web Worker stands still.
    await showPath(page, "/c/sample/keys?find=values&q=^(a%2B)%2B$&pattern=regex&prefix=/find/slow");
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(page.getByText("Stopped. No keys were searched.")).toBeVisible();
    await page.getByRole("button", { name: "Close search" }).click();
    await expect(keys.tree).toBeVisible();
  });
});
