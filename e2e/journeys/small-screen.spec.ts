import type { Locator, Page } from "@playwright/test";
import { withAuthEtcd } from "../auth-etcd.ts";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openLink } from "../pages/open-link.ts";
import { grantLease, readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

test.use({ viewport: { width: 1024, height: 768 } });

/** What one can press or fill in that lies beyond the page, or is cut off by what it stands in. */
async function pushedOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) found.push("the page scrolls sideways");
    for (const element of document.querySelectorAll<HTMLElement>("button, select, input, [role=tab]")) {
      const box = element.getBoundingClientRect();
      const isShown = element.checkVisibility({ visibilityProperty: true }) && box.width > 2 && box.height > 2;
      if (!isShown || element.closest("[role=tree], [role=grid], [role=listbox], .sr-only") !== null) continue;
      // The pane that waits beside the one in sight.
      if (element.closest("[data-away=true]") !== null) continue;
      let right = window.innerWidth;
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, position } = getComputedStyle(around);
        if (overflowX === "auto" || overflowX === "scroll") {
          if (around.scrollWidth > around.clientWidth + 1) found.push(`${around.className} scrolls sideways`);
        }
        if (overflowX !== "visible") right = Math.min(right, around.getBoundingClientRect().right);
        if (position === "fixed") break;
      }
      if (box.right > right + 1 || box.left < -1) found.push(element.getAttribute("aria-label") ?? element.innerText);
    }
    return [...new Set(found)];
  });
}

/** Goes through all other screens of the connection. */
async function expectScreensFit(page: Page): Promise<void> {
  for (const [screen, title] of [
    ["Watch", "Watch"],
    [/^(?:Transactions|Txn)$/, "Transaction"],
    ["Cluster", "Cluster"],
    ["Leases", "Leases"],
    ["Locks and elections", "Locks and elections"],
    ["Access", "Access"],
    [/^(?:Compare|Diff)$/, "Compare"],
    ["Console", "Console"],
  ] as const) {
    await page.getByRole("link", { name: screen, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    expect(await pushedOff(page), title).toEqual([]);
  }
}

/** Whether two things lie over one another. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  if (a === null || b === null) throw new Error("One of them is not there");
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("no screen pushes anything off the page: not its title or tools, its sheet of shortcuts, or a format's warning", async ({
  page,
  etcdctl,
}) => {
  await test.step("no screen pushes anything off the page", async () => {
    const keys = new KeysPage(page);
    await showPath(page, "/");
    await page.getByRole("button", { name: "Connect", exact: false }).first().waitFor();
    expect(await pushedOff(page)).toEqual([]);
    await keys.open("sample", { key: "/config/regions.json" });
    await expect(keys.editor).toBeVisible();
    // Of a long way down the names are cut where they say so, and none is cut off.
    for (const prefix of [
      "/registry/a-long-name-of-a-namespace/",
      "/config/a/b/c/d/e/services/",
      `/${"x".repeat(200)}`,
    ]) {
      await keys.open("sample", { prefix });
      await expect(page.getByRole("navigation", { name: "Prefix" })).toBeVisible();
      await expect(page.getByRole("heading", { name: `No keys start with “${prefix}”` })).toBeVisible();
      expect(await pushedOff(page), prefix).toEqual([]);
    }
    await keys.open("sample", { key: "/config/regions.json" });
    await expectScreensFit(page);
  });

  await test.step("the sheet of shortcuts begins with those of the screen, and scrolls downwards alone", async () => {
    await showPath(page, "/c/sample/cluster");
    await expect(page.getByRole("heading", { level: 1, name: "Cluster" })).toBeVisible();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet.getByRole("heading", { level: 3 }).first()).toHaveText("Cluster");
    await expect(sheet.getByRole("heading", { level: 3 }).first()).toBeInViewport();
    expect(await pushedOff(page)).toEqual([]);
    const sideways = await sheet.evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll("*")]
        .filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible",
        )
        .map((element) => element.className),
    );
    expect(sideways.filter((names) => !/truncate|sr-only/.test(names))).toEqual([]);
    await sheet.getByText("Release lock").scrollIntoViewIfNeeded();
    await expect(sheet.getByText("Release lock")).toBeInViewport();
  });

  await test.step("a format's warning leaves Save and the value's tools on the page, in tree and table", async () => {
    const key = "/small/settings.json";
    await etcdctl(["put", key], '{"enabled": true}');
    const keys = new KeysPage(page);
    await keys.open("sample", { key });
    await keys.replaceValue('{\n  "enabled": true,\n  "a very long name of a setting": fals\n}');
    await expect(page.getByText(/^invalid JSON/)).toBeVisible();
    const bar = ["Discard", "Review", /^Save/].map((name) => page.getByRole("button", { name }));
    for (const button of bar) await expect(button).toBeInViewport({ ratio: 1 });
    expect(await pushedOff(page)).toEqual([]);
    await page.getByRole("button", { name: "Toggle table view" }).click();
    await expect(page.getByRole("grid", { name: "Keys" })).toBeVisible();
    for (const button of bar) await expect(button).toBeInViewport({ ratio: 1 });
    expect(await pushedOff(page)).toEqual([]);
  });
});

test("dialogs and notices cover nothing that one presses, and a sign-in has room to be typed in", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a notice covers neither Save nor Discard, and can be pressed in front of a dialog", async () => {
    await etcdctl(["put", "/small/notice"], "before");
    await keys.open("sample", { key: "/small/notice" });
    await keys.replaceValue("after");
    await page.keyboard.press("ControlOrMeta+s");
    const notice = keys.notice(/^Saved/).locator("..");
    await expect(notice).toBeVisible();
    await keys.replaceValue("again");
    for (const name of ["Discard", "Review", /^Save/])
      expect(await overlap(notice, page.getByRole("button", { name })), String(name)).toBe(false);
    await page.getByRole("button", { name: "New key" }).click();
    const create = page.getByRole("dialog").getByRole("button", { name: "Create key", exact: true });
    await expect(create).toBeVisible();
    expect(await overlap(page.getByTestId("notice"), create)).toBe(false);
    await page.keyboard.press("Escape");
    // A short dialog leaves it room above the bars of the screen, which are still read behind it.
    await page.getByRole("button", { name: "Delete key" }).click();
    await expect(page.getByRole("dialog").getByTestId("notice")).toBeVisible();
    // Bars come and go with what they tell.
    const bars = page.locator("[data-foot]:visible, [data-dialog-footer]:visible");
    await expect(async () => {
      for (const bar of await bars.all()) expect(await overlap(page.getByTestId("notice"), bar)).toBe(false);
    }).toPass({ timeout: 10_000 });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Copy as", exact: false }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.getByTestId("notice").getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await readKey(etcdctl, "/small/notice")).value.toString()).toBe("before");
  });

  await test.step("the buttons of a dialog stay in sight, however much stands above them", async () => {
    for (let at = 0; at < 12; at++)
      await etcdctl(["put", `/small/held/${at}`, "x", `--lease=${await grantLease(etcdctl, 600)}`]);
    await keys.open("sample", { prefix: "/small/" });
    await expect(keys.tree).toBeVisible();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "New key" });
    await dialog.getByText("Existing lease").click();
    const create = dialog.getByRole("button", { name: "Create key", exact: true });
    await expect(create).toBeInViewport({ ratio: 1 });
    expect(await overlap(create, dialog.getByRole("textbox", { name: "Value" }))).toBe(false);
    for (const height of [600, 480]) {
      await page.setViewportSize({ width: 1024, height });
      await expect(create).toBeInViewport({ ratio: 1 });
    }
    expect(await pushedOff(page)).toEqual([]);
    await page.setViewportSize({ width: 1024, height: 768 });
  });

  await test.step("the foot of a dialog covers nothing that fits, and a sign-in has room to be typed in", async () => {
    await etcdctl(["put", "/foot/foot", "x"]);
    await keys.open("sample", { prefix: "/foot/" });
    await expect(keys.row("foot")).toBeVisible();
    await keys.tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Set lease of selection" }).click();
    const hint = page.getByRole("dialog").getByText("Not renewed automatically");
    await expect(hint).toBeVisible();
    expect(await overlap(hint, page.locator("[data-dialog-footer]:visible"))).toBe(false);

    await withAuthEtcd(page, async ({ host, port }) => {
      await openLink(page, `/c/${host}:${port}/keys`);
      const form = page.getByRole("form", { name: "Sign in" });
      for (const name of ["User", "Password"]) {
        const box = await form.getByLabel(name).boundingBox();
        expect(box?.width, name).toBeGreaterThan(140);
      }
      expect(await pushedOff(page)).toEqual([]);
    });
  });
});

test("on a phone the keys and the value take turns, and every screen fits", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const keys = new KeysPage(page);
  await showPath(page, "/");
  await page.getByRole("button", { name: "Connect", exact: false }).first().waitFor();
  expect(await pushedOff(page)).toEqual([]);
  await keys.open("sample");
  await keys.row("/config/").click();
  await keys.row("regions.json").click();
  // The key and the way back; what was pressed is out of sight, and has given the focus away.
  await expect(keys.editor).toBeInViewport();
  await expect(keys.tree).not.toBeInViewport();
  await expect(page.locator("[data-away=true] :focus, body:focus")).toHaveCount(0);
  // The buttons leave the name of the key a line of its own.
  const name = page.getByRole("heading", { name: "/config/regions.json" });
  const needed = await name.evaluate((heading) => [heading.scrollWidth - heading.clientWidth, heading.clientWidth]);
  expect(needed[0]).toBe(0);
  expect(needed[1]).toBeGreaterThan(300);
  expect(await pushedOff(page)).toEqual([]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await expect(keys.tree).toBeFocused();
  await expect(keys.tree).toBeInViewport({ ratio: 1 });
  await expect(keys.editor).not.toBeInViewport();
  expect(await pushedOff(page)).toEqual([]);
  // An act shows what it is about, and a key that is open already comes back by a press.
  await page.keyboard.press("Enter");
  await expect(keys.editor).toBeFocused();
  await expect(keys.editor).toBeInViewport();
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await keys.row("regions.json").click();
  await expect(keys.editor).toBeInViewport();
  await page.reload();
  await expect(keys.editor).toBeInViewport();
  await expect(page.locator("[data-away=true] :focus, body:focus")).toHaveCount(0);
  await page.goBack();
  await expect(keys.tree).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Newest writes" })).toBeVisible();
  expect(await pushedOff(page)).toEqual([]);
  await expectScreensFit(page);
});
