import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { showPath } from "../pages/show-path.ts";

test("the footer tells of the last request, the palette finds acts, letters type where text is edited, and the sheet finds shortcuts", async ({
  page,
}) => {
  const keys = new KeysPage(page);

  await test.step("the footer tells of the last request: path, status, time, bytes", async () => {
    await keys.open("sample", { key: "/config/db/pool" });
    await expect(keys.lastRequest).toHaveText(/^POST \/v3\/kv\/(range|txn) · 200 · [\d.]+ m?s · [\d.]+ (B|kB)$/);
  });

  await test.step("the palette finds acts by their words and does them", async () => {
    await keys.open("sample", { key: "/config/db/pool" });
    await expect(keys.editor).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill("hex");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tab", { name: "Hex", selected: true })).toBeVisible();
    await expect(keys.editor).toContainText("7b 0a 20 20");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill("/config/regions.json");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/config/regions.json" })).toBeVisible();
  });

  await test.step("a letter types where text is edited, and acts elsewhere", async () => {
    await keys.open("sample", { key: "/config/db/url" });
    await expect(keys.editor).toBeVisible();
    await page.keyboard.press("e");
    await expect(keys.editor).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("nrt?/");
    await keys.expectValue("nrt?/");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(keys.tree).toBeFocused();
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("the shortcut sheet begins with the open screen, finds by name and key, and never scrolls sideways", async () => {
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    const search = sheet.getByRole("textbox", { name: "Search shortcuts" });
    await expect(search).toBeFocused();
    await expect(sheet.getByRole("heading", { level: 3 }).first()).toHaveText("Keys");
    for (const title of ["Command palette", "New key", "Save", "Save merged text", "Connect"]) {
      await expect(sheet.getByText(title, { exact: true })).toBeVisible();
    }
    await expectAccessibleInBothThemes(page);
    const list = sheet.getByRole("region", { name: "Shortcuts" });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      await expect.poll(() => sheet.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
    const top = () => list.evaluate((element) => element.scrollTop);
    await page.keyboard.press("PageDown");
    await expect.poll(top).toBeGreaterThan(100);
    await page.keyboard.type("ctrl s");
    await expect(list.getByRole("term").first()).toHaveText("Save");
    await expect.poll(top).toBe(0);
    await search.fill("unfold");
    await expect(list.getByRole("term")).toHaveText(["Expand all", "Expand or collapse folder"]);
    await search.fill("nothing like it");
    await expect(list.getByRole("status")).toHaveText("No matching shortcuts");
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(keys.tree).toBeFocused();
  });
});

test("the screens are accessible in both themes, and the theme is the system's until one is chosen", async ({
  page,
}) => {
  await test.step("the screens are accessible in both themes", async () => {
    await showPath(page, "/");
    await page.getByRole("button", { name: /^Connect/ }).waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "New" }).click();
    await expectAccessibleInBothThemes(page);
    const keys = new KeysPage(page);
    await keys.open("sample", { key: "/config/db/pool" });
    await expect(keys.editor).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await keys.replaceValue('{"max": 24}');
    await page.getByRole("tab", { name: "Diff" }).click();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("ControlOrMeta+k");
    const query = page.getByRole("dialog").getByRole("combobox");
    await query.waitFor();
    await expectAccessibleInBothThemes(page);
    await query.fill("/config/");
    await expect(page.getByRole("option", { name: /^\/config\/db\// })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("the theme is the system's until one is chosen, and then stays", async () => {
    await showPath(page, "/");
    const html = page.locator("html");
    await expect(html).toHaveAttribute("data-theme", "dark");
    // As the system changes at dusk and dawn.
    await page.emulateMedia({ colorScheme: "light" });
    await expect(html).toHaveAttribute("data-theme", "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(html).toHaveAttribute("data-theme", "dark");
    await page.getByRole("button", { name: /^Connect/ }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("dark light");
    await page.keyboard.press("Enter");
    await expect(html).toHaveAttribute("data-theme", "light");
    await page.emulateMedia({ colorScheme: "light" });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.reload();
    await expect(html).toHaveAttribute("data-theme", "light");
  });
});
