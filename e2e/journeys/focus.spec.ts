import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { showPath } from "../pages/show-path.ts";

/** The focus is in the dialog, and not on the page behind. */
async function expectFocusIn(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name });
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

test("dialogs keep the focus when their plan appears, fields are mended at once, and separators give it back", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("the focus stays in a dialog when its plan appears", async () => {
    for (const name of ["a", "b"]) await etcdctl(["put", `/focus/plan/${name}`, name]);
    await keys.open("sample", { prefix: "/focus/plan/" });
    await expect(keys.row("a")).toBeVisible();
    await keys.tree.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Delete 2 keys" })).toBeVisible();
    await expectFocusIn(page, "Delete keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F2");
    await dialog.getByLabel("New prefix (replaces /focus/plan/)").fill("/focus/moved/");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: /^Move 2 keys/ })).toBeVisible();
    await expectFocusIn(page, "Move keys");
    await page.keyboard.press("Escape");

    await showPath(page, "/c/sample/cluster");
    await expect(page.getByRole("heading", { level: 1, name: "Cluster" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Maintenance" }).getByRole("button").first()).toBeEnabled();
    await page.keyboard.press("c");
    await expect(dialog.getByRole("button", { name: "Close" })).toBeVisible();
    await expectFocusIn(page, "Compact history");
  });

  await test.step("the delimiters open with the focus in them, keep what is typed, and give it back", async () => {
    await etcdctl(["put", "/focus/nul/a\\x00b", "x"]);
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("db/")).toBeVisible();
    await page.keyboard.press("Shift+S");
    await expect(page.getByRole("checkbox", { name: "/" })).toBeFocused();
    const field = page.getByRole("textbox", { name: "Separators (one byte each)" });
    await field.focus();
    await page.keyboard.press("End");
    await page.keyboard.type(String.raw`\x00`);
    await expect(field).toHaveValue(String.raw`/\x00`);
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await page.keyboard.press("Backspace");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await page.keyboard.type("0");
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await page.keyboard.press("Shift+Tab");
    await expect(field).toHaveValue(String.raw`\x00/`);
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
    await page.reload();
    await page.getByRole("button", { name: "Folder separators…" }).click();
    await expect(field).toHaveValue(String.raw`\x00/`);
  });

  await test.step("what is said of a field goes as soon as it is mended", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("db/")).toBeVisible();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "New key" });
    const name = dialog.getByLabel("Key");
    await name.fill(String.raw`a\b`);
    await page.keyboard.press("Enter");
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await name.fill("/config/fine");
    await expect(name).toHaveAttribute("aria-invalid", "false");
    await page.keyboard.press("Escape");
    await showPath(page, "/");
    await page.getByRole("button", { name: "New connection", exact: true }).click();
    const address = page.getByLabel("Endpoints");
    await address.fill("");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(address).toHaveAttribute("aria-invalid", "true");
    await address.fill("127.0.0.1");
    await expect(address).toHaveAttribute("aria-invalid", "false");
  });

  await test.step("a dialog begins at a field or button, however long what it names is", async () => {
    const key = `/focus/${"long-".repeat(150)}`;
    await etcdctl(["put", key, "x"]);
    await keys.open("sample", { key });
    await keys.expectValue("x");
    const dialog = page.getByRole("dialog");
    await page.keyboard.press("Delete");
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await keys.tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Set lease of selection" }).click();
    await expect(dialog.getByRole("radio", { name: "New lease" })).toBeFocused();
  });
});

test("the cluster screen says what is still read, and after connecting the keyboard goes on in the tree", async ({
  page,
}) => {
  const keys = new KeysPage(page);

  await test.step("what is still being read on the cluster screen is not said to be absent", async () => {
    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      const body = route.request().postData() ?? "";
      if (body.includes("/v3/maintenance/status")) await held;
      await route.continue();
    });
    await showPath(page, "/c/sample/cluster");
    const maintenance = page.getByRole("region", { name: "Maintenance" });
    await expect(maintenance.getByText("reading…").first()).toBeVisible();
    await page.keyboard.press("c");
    await expect(keys.notice("Still reading the cluster")).toBeVisible();
    await expect(keys.noticeCard).toHaveAttribute("data-tone", "info");
    await page.getByRole("button", { name: "Snapshot" }).click();
    const snapshot = page.getByRole("dialog", { name: "Snapshot" });
    await expect(snapshot).toContainText("Checking which members can be reached");
    answer();
    // What was opened too early goes on by itself.
    await expect(snapshot.getByRole("button", { name: "Save to disk" })).toBeEnabled();
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog", { name: "Compact history" })).toBeVisible();
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("after connecting, the keyboard goes on in the tree", async () => {
    await showPath(page, "/");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(keys.row("/config/")).toBeVisible();
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(keys.tree.locator("[data-marked=true]")).toHaveCount(1);
  });
});
