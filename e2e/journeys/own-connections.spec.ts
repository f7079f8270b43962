import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

const menu = (page: Page) => page.getByRole("dialog", { name: "Switch connection" });
const options = (page: Page) => menu(page).getByRole("option");

test("a connection of one's own has name, colour, environment and all endpoints, and the server keeps it from writing", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const { port } = etcd;
  await showPath(page, "/");
  await page.getByRole("button", { name: "New connection" }).click();
  await page.getByLabel("Name").fill("lab prod");
  // By the name alone it counts as production, until somebody says otherwise.
  await expect(page.getByRole("checkbox", { name: "Production" })).toBeChecked();
  await page.getByLabel("Endpoints").fill(`http://127.0.0.1:${port}, http://localhost:${port}`);
  await page.getByLabel("Colour").selectOption("Violet");
  await page.getByRole("checkbox", { name: "Read-only" }).check();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("checkbox", { name: "Read-only" })).toBeFocused();
  const list = page.getByRole("region", { name: "Known connections" });
  const row = list.getByRole("button", { name: /^lab prod production read-only 127\.0\.0\.1:\d+, \+1 3\.5\.30$/ });
  await expect(row).toHaveAttribute("aria-pressed", "true");

  // A copy, deleted again, comes back where it was.
  await page.getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("lab prod copy");
  await page.getByLabel("Endpoints").fill(`localhost:${port}`);
  await page.getByRole("checkbox", { name: "Read-only" }).uncheck();
  await page.getByRole("checkbox", { name: "Production" }).uncheck();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(list.getByRole("button", { name: /^lab prod copy localhost/ })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(list.getByRole("button", { name: /^lab prod copy/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByRole("button", { name: /^lab prod copy localhost/ })).toHaveAttribute("aria-pressed", "true");

  // By the keyboard alone: the arrows choose, Enter connects.
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(new KeysPage(page).row("/config/")).toBeVisible();
  await expect(page).toHaveTitle("Keys · lab prod · etcd explorer");
  await expect(page.getByRole("banner")).toContainText("production");
  await expect(page.getByRole("button", { name: "Read-only" })).toBeDisabled();
  await page.goto(page.url().replace(/keys$/, "console"));
  const command = page.getByRole("textbox", { name: "Command" });
  await command.fill("put /own/x y");
  await command.press("Enter");
  await expect(page.getByText(/This connection is read-only/).first()).toBeVisible();
  await expect(readKey(etcdctl, "/own/x")).rejects.toThrow("etcdctl finds no key /own/x");
  await command.fill("endpoint health");
  await command.press("Enter");
  await expect(page.getByText(/localhost:\d+ is healthy/)).toBeVisible();
});

test("the menu switches in two steps, keeps the screen, and filters as one types", async ({ page }) => {
  await showPath(page, "/c/sample/leases");
  await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
  const switcher = page.getByRole("button", { name: /^Sample data/ });
  await switcher.click();
  const filter = menu(page).getByRole("combobox", { name: "Filter connections" });
  await expect(filter).toBeFocused();
  await expect(options(page)).toHaveText([
    /^Sample datasample3\.5\.30$/,
    /^Live, Frankfurtproductionlive3\.5\.30$/,
    "Connections…",
    "New connection…",
  ]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(switcher).toBeFocused();
  await page.keyboard.press("Enter");
  await filter.fill("frank");
  await expect(options(page).first()).toHaveText(/^Live, Frankfurt/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Leases · Live, Frankfurt · etcd explorer");
  // Back again by two presses, and from there to a new one.
  await page.getByRole("button", { name: /^Live, Frankfurt/ }).click();
  await expect(menu(page).getByRole("option", { selected: true })).toHaveText(/^Live, Frankfurt/);
  await options(page).first().click();
  await expect(page).toHaveTitle("Leases · Sample data · etcd explorer");
  await page.getByRole("link", { name: "Keys" }).click();
  await expect(new KeysPage(page).row("/config/")).toBeVisible();
  await page.getByRole("button", { name: /^Sample data/ }).click();
  await filter.fill("live");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Keys · Live, Frankfurt · etcd explorer");
  await expect(page.getByRole("tree", { name: "Keys" })).toBeFocused();
  await page.getByRole("button", { name: /^Live, Frankfurt/ }).click();
  for (let step = 0; step < 2; step++) await filter.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Endpoints")).toBeFocused();
});
