import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { showPath } from "../pages/show-path.ts";

test("the rail names its screens and folds, and the title tells tabs apart", async ({ page }) => {
  await test.step("the rail names its screens, folds, and stays folded", async () => {
    const rail = page.getByRole("navigation", { name: "Screens" });
    await new KeysPage(page).open("sample");
    await expect(rail.getByText("Transactions")).toBeVisible();
    await expect(rail.getByRole("link", { name: "Keys" })).toHaveAttribute("aria-current", "page");
    await rail.getByRole("button", { name: "Collapse" }).click();
    await expect(rail.getByText("Transactions")).toHaveCount(0);
    await rail.getByRole("link", { name: "Transactions" }).click();
    await expect(page).toHaveTitle("Transactions · Sample data · etcd explorer");
    await page.reload();
    await expect(rail.getByText("Transactions")).toHaveCount(0);
    await rail.getByRole("button", { name: "Toggle navigation labels" }).click();
    await expect(rail.getByText("Transactions")).toBeVisible();
  });

  await test.step("the title tells tabs apart: key, screen, revision and connection", async () => {
    const keys = new KeysPage(page);
    await keys.open("sample", { key: "/config/db/pool" });
    await expect(page).toHaveTitle("/config/db/pool · Keys · Sample data · etcd explorer");
    await showPath(page, "/c/sample/keys?at=2");
    await expect(page).toHaveTitle("Keys · revision 2 · Sample data · etcd explorer");
    await showPath(page, "/");
    await expect(page).toHaveTitle("Connections · etcd explorer");
  });
});

test("a narrow window begins with the rail folded", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await new KeysPage(page).open("sample");
  const rail = page.getByRole("navigation", { name: "Screens" });
  await expect(rail.getByRole("link", { name: "Transactions" })).toBeVisible();
  await expect(rail.getByText("Transactions")).toHaveCount(0);
});

test("the only connection opens by itself, once, with the keyboard in its keys", async ({ page, etcd, faults }) => {
  faults.allow(/foreign request/);
  const only = { name: "only", label: "The only one", readOnly: false, endpoints: [etcd.endpoint] };
  const app = await serveApp({ connections: [only], allowedTargets: "*" });
  try {
    await page.goto(app.origin);
    await expect(page).toHaveTitle("Keys · The only one · etcd explorer");
    await expect(page.getByRole("tree", { name: "Keys" })).toBeFocused();
    // Whoever goes to the connections then wants to see them.
    await page.getByRole("link", { name: "Connections" }).click();
    await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveTitle("Keys · The only one · etcd explorer");
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});

test("the palette reaches other screens, keys from anywhere, and other connections", async ({ page, etcdctl }) => {
  for (const name of ["key", "other"]) await etcdctl(["put", `/palette/${name}`, `found ${name}`]);
  const keys = new KeysPage(page);
  await keys.open("sample");
  await expect(keys.row("/config/")).toBeVisible();
  const query = page.getByRole("combobox", { name: "Key, prefix or command" });
  const options = page.getByRole("listbox", { name: "Commands" }).getByRole("option");
  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("defrag");
  await expect(options.first()).toHaveText(/Defragment members…Cluster/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /Defragment/ })).toBeVisible();
  await expect(page).toHaveTitle(/^Cluster/);
  await page.keyboard.press("Escape");

  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("/palette/key");
  await page.keyboard.press("Enter");
  await keys.expectValue("found key");

  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("frankfurt");
  await expect(options.first()).toHaveText(/Switch to Live, Frankfurt/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Keys · Live, Frankfurt · etcd explorer");
  await expect(keys.row("/config/")).toBeVisible();
  // A screen that knows no keys completes them too, and Enter opens what Tab has completed.
  await showPath(page, "/c/sample/leases");
  await page.getByRole("heading", { level: 1, name: "Leases" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("palette/o");
  const completed = options.nth(-2);
  await expect(completed).toHaveText("/palette/otherkey");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(query).toHaveAttribute("aria-activedescendant", (await completed.getAttribute("id")) ?? "");
  await page.keyboard.press("Tab");
  await expect(query).toHaveValue("/palette/other");
  await expect(page).toHaveTitle(/^Leases/);
  await page.keyboard.press("Enter");
  await keys.expectValue("found other");
  await expect(keys.tree).toBeFocused();

  // What is no name may stand in a value: the last offer looks there, from other screens too.
  await showPath(page, "/c/sample/leases");
  await page.getByRole("heading", { level: 1, name: "Leases" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("FOUND oth");
  await expect(options.last()).toHaveText("Find “FOUND oth”in names and values");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  const results = page.getByRole("listbox", { name: "Search results" });
  await expect(results.getByRole("option", { name: "/palette/other" })).toBeVisible();

  // What was open lately comes first, and bookmarks stay over a reload.
  await keys.open("sample", { prefix: "/config/db/" });
  await expect(keys.row("pool")).toBeVisible();
  await keys.jumpTo("url");
  await page.keyboard.press("Escape");
  await page.keyboard.press("b");
  await expect(keys.notice("Bookmarked /config/db/url")).toBeVisible();
  await showPath(page, "/c/sample/console");
  await expect(page.getByRole("textbox", { name: "Command" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(options.first()).toHaveText(/\/config\/db\/recent/);
  await expect(options.filter({ hasText: "bookmark" }).first()).toHaveText(/\/config\/db\/urlbookmark/);
  await page.keyboard.type("url");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "/config/db/url" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("unpin");
  await page.keyboard.press("Enter");
  await expect(keys.notice("Removed bookmark /config/db/url")).toBeVisible();

  // From nowhere in particular it is the same.
  await page.goto("/");
  await page.getByRole("heading", { name: "Connections" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await query.fill("sample");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Keys · Sample data · etcd explorer");
});
