import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { fill } from "../many-keys.ts";
import { KeysPage } from "../pages/keys-page.ts";

/** Opens folders until the tree is longer than the screen. */
async function openMuch(keys: KeysPage): Promise<void> {
  for (const name of ["/services/", "/registry/", "/config/"]) {
    await keys.row(name).click();
    const next = keys.row(name).locator("xpath=../following-sibling::*[1]").getByRole("treeitem");
    await expect(next).toHaveAttribute("aria-level", "2");
    await expect(next).not.toHaveAttribute("aria-busy");
  }
}

const marked = (keys: KeysPage) => keys.tree.locator("[data-marked=true]");
const selection = (page: Page) => page.getByRole("region", { name: "Selection" });

test("the tree is walked, searched by name and selected from, by keyboard and by mouse", async ({ page, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("a name is typed in the tree after a dot, in small letters and capitals, and no act runs; else letters act", async () => {
    for (const name of ["Delta", "Lima", "nine g"]) await etcdctl(["put", `/jump/${name}`, name]);
    await keys.open("sample", { prefix: "/jump/" });
    await expect(keys.row("Delta")).toBeVisible();
    await expect(keys.tree).toBeFocused();
    await keys.jumpTo("nine G");
    await expect(marked(keys)).toContainText("nine g");
    await page.keyboard.press("!");
    await expect(page.getByText("No match")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Backspace");
    await expect(page.getByText("No match")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(page.getByText("Jump to")).toBeHidden();
    await keys.jumpTo("L");
    await expect(marked(keys)).toContainText("Lima");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await keys.expectValue("Lima");
    // Where a newcomer is, letters are the commands that the sheet lists.
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("n");
    await expect(page.getByRole("dialog").getByLabel("Key")).toHaveValue("/jump/");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("e");
    await expect(keys.editor).toBeFocused();
  });

  await test.step("keys and folders are selected by the keyboard alone, counted, and let go", async () => {
    await keys.open("sample", { prefix: "/config/db/" });
    await expect(keys.row("pool")).toBeVisible();
    await page.keyboard.press("t");
    await page.keyboard.press(" ");
    await expect(selection(page)).toContainText("1 key");
    await expect(keys.row("pool")).toHaveAttribute("aria-checked", "true");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(selection(page)).toContainText("3 keys");
    await expectAccessible(page);
    await page.keyboard.press("ControlOrMeta+a");
    await expect(selection(page)).toContainText("4 keys");
    await page.keyboard.press("Escape");
    await expect(selection(page)).toBeHidden();
  });

  await test.step("the mouse selects with Ctrl and Shift, and a folder counts what is in it", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await keys.row("auth/").click({ modifiers: ["ControlOrMeta"] });
    await keys.row("regions.json").click({ modifiers: ["ControlOrMeta"] });
    await expect(selection(page)).toContainText("6 keys · 1 folder, 1 key");
    await keys.row("signing-key").click({ modifiers: ["Shift"] });
    await expect(selection(page)).toContainText("3 keys");
    await expect(page.getByRole("heading", { name: "/config/" })).toBeVisible();
  });

  await test.step("the tree is walked by the keyboard alone", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("auth/")).toBeVisible();
    await page.keyboard.press("t");
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("Home");
    // `auth/` stands before `db/`.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(keys.row("pool")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(keys.row("pool")).toBeHidden();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    // It has one child, a folder: open, they are one row.
    await expect(keys.row("auth/roles/")).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/config/signing-key" })).toBeVisible();
  });
});

test("all below a folder opens at once, and the panes are resized and stay so", async ({ page, etcd }) => {
  const keys = new KeysPage(page);

  await test.step("all below a folder opens at once, after a question where that reads much", async () => {
    await fill(etcd, "/many/shelf-", 2_001);
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await keys.jumpTo("con");
    await page.keyboard.press("Escape");
    await page.keyboard.press("*");
    await expect(keys.row("pool")).toBeVisible();
    await page.keyboard.press("-");
    await page.keyboard.press("Home");
    await expect(keys.row("pool")).toBeHidden();
    await keys.jumpTo("many");
    await page.keyboard.press("Escape");
    await page.keyboard.press("*");
    const question = page.getByRole("dialog", { name: "Expand all" });
    await expect(question).toContainText("2,001 keys");
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    await expect(keys.row("shelf-00000")).toBeVisible();
  });

  await test.step("the panes are resized by keyboard and pointer, also at 1024 px, and stay so", async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    const line = page.getByRole("separator", { name: "Keys pane width" });
    const width = () => page.getByRole("region", { name: "Keys" }).evaluate((panel) => panel.clientWidth);
    const before = await width();
    await line.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await width()).toBe(before + 32);
    const box = await line.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 3, 300);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 63, 310);
    await page.mouse.up();
    expect(await width()).toBe(before + 92);
    await page.reload();
    await expect(keys.row("/config/")).toBeVisible();
    expect(await width()).toBe(before + 92);
    await line.focus();
    await page.keyboard.press("End");
    await expect(page.getByRole("heading", { name: "All keys" })).toBeInViewport();
  });
});

test("the tree keeps its place, its mark and its open folders over a reload", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open("sample");
  await openMuch(keys);
  await page.keyboard.press("End");
  const last = await marked(keys).innerText();
  const top = await keys.tree.evaluate((tree) => tree.scrollTop);
  expect(top).toBeGreaterThan(0);
  await page.reload();
  await expect(marked(keys)).toContainText(last.split("\n")[0] ?? last);
  await expect.poll(() => keys.tree.evaluate((tree) => tree.scrollTop)).toBeCloseTo(top, -1);
});

test("what is written above leaves the rows in sight where they are when the tree is read again", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  await keys.open("sample");
  await openMuch(keys);
  await page.keyboard.press("End");
  const place = () => keys.row("version").evaluate((row) => row.getBoundingClientRect().top);
  await expect(keys.row("version")).toBeVisible();
  const before = await place();
  for (const name of ["/0", "/1", "/2"]) await etcdctl(["put", name, "x"]);
  await page.getByRole("button", { name: "Refresh tree" }).click();
  await expect(page.getByRole("region", { name: "Keys" })).toContainText("1,267 keys");
  expect(Math.abs((await place()) - before)).toBeLessThan(2);
});
