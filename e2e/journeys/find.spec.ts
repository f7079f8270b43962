import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

test("keys are found by a part of their name, and opened in place, by the keyboard alone", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open("sample");
  await expect(keys.row("/config/")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+f");
  await page.getByRole("textbox", { name: "Search" }).fill("db/");
  await page.keyboard.press("Enter");
  const results = page.getByRole("listbox", { name: "Search results" });
  await expect(results.getByRole("option", { name: "/config/db/pool", exact: true })).toBeVisible();
  await expect(results.getByRole("option").first().getByText("db/", { exact: true })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^\/config\/db\// })).toBeVisible();
  await expect(results).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys.tree).toBeVisible();
});

test("values are looked into, by a regular expression, below a prefix; the link says it all", async ({
  page,
  etcdctl,
}) => {
  await etcdctl(["put", "/find/a"], "port: 5432");
  await etcdctl(["put", "/find/b"], "port: none");
  await etcdctl(["put", "/found/c"], "port: 5433");
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/find/" });
  await expect(keys.row("a")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+f");
  await expect(page.getByLabel("In prefix")).toHaveValue("/find/");
  await page.getByText("Values", { exact: true }).click();
  await page.getByText("Regex", { exact: true }).click();
  const field = page.getByRole("textbox", { name: "Search" });
  await field.fill("(");
  await expect(page.getByText("Invalid regular expression: unterminated group")).toBeVisible();
  await field.fill(String.raw`PORT: \d+`);
  await page.getByRole("button", { name: "Match case" }).click();
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

test("a find that costs a lot says so and waits, and what runs away is stopped", async ({ page, etcdctl }) => {
  await etcdctl(["put", "/find/slow"], `${"a".repeat(60)}!`);
  for (let at = 0; at < 12; at++) await etcdctl(["put", `/find/large/${at}`], "x".repeat(1_400_000));
  const keys = new KeysPage(page);
  await page.goto("/c/sample/keys?find=values&q=needle&prefix=/find/large/");
  await expect(page.getByText(/^Reads 12 keys with their values, about 2\d MB, about 1 s\.$/)).toBeVisible();
  await expect(page.getByRole("listbox")).toBeHidden();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Search keys and values" })).toBeVisible();
  // Backtracking without an end: only the Web Worker stands still.
  await page.goto("/c/sample/keys?find=values&q=^(a%2B)%2B$&pattern=regex&prefix=/find/slow");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText("Stopped. No keys were searched.")).toBeVisible();
  await page.getByRole("button", { name: "Close search" }).click();
  await expect(keys.tree).toBeVisible();
});

test("the find can be used by everybody, in both themes", async ({ page }) => {
  await page.goto("/c/sample/keys?find=values&q=true&prefix=/config/&key=/config/db/pool");
  await expect(page.getByRole("listbox", { name: "Search results" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Value" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
});
