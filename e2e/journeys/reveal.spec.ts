import { expect, test } from "../fixtures.ts";
import { putMany } from "../many-keys.ts";
import { KeysPage } from "../pages/keys-page.ts";

/** The row of the open key: in sight and marked. */
async function expectRevealed(keys: KeysPage, name: string): Promise<void> {
  const row = keys.tree.locator("[role=treeitem][aria-selected=true]").filter({ hasText: name });
  await expect(row).toBeInViewport();
  await expect(row).toHaveAttribute("data-marked", "true");
}

test("the open key is revealed wherever one comes from, also out of a narrowed tree", async ({ page, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("the open key is revealed in the tree, by a link, a second link, the palette, a find and the way back", async () => {
    await etcdctl(["put", "/outside/key", "x"]);
    const lines = Array.from({ length: 90 }, (_, at) => `put /many/${String(at).padStart(2, "0")} x`);
    await etcdctl(["txn"], `\n${lines.join("\n")}\n\n\n`);
    await keys.open("sample", { key: "/services/api/1" });
    await keys.open("sample", { key: "/many/80" });
    await keys.expectValue("x");
    await expectRevealed(keys, "80");

    // The tree is elsewhere when a second link is opened in the same tab.
    await keys.tree.focus();
    await page.keyboard.press("Home");
    await expect(keys.row("/config/")).toBeInViewport();
    await keys.open("sample", { key: "/config/auth/roles/admin" });
    await expectRevealed(keys, "admin");
    await keys.tree.focus();
    await page.keyboard.press("End");
    await page.evaluate(() => history.pushState(null, "", `?key=${encodeURIComponent("/many/05")}`));
    await page.goBack();
    await page.goForward();
    await expect(page.getByRole("heading", { name: "/many/05" })).toBeVisible();
    await expectRevealed(keys, "05");

    await page.keyboard.press("-");
    await expect(keys.row("05")).toBeHidden();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("/config/db/pool");
    await page.keyboard.press("Enter");
    await expectRevealed(keys, "pool");

    await page.keyboard.press("ControlOrMeta+Shift+f");
    await page.getByRole("textbox", { name: "Search" }).fill("many/77");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "/many/77" }).click();
    await page.getByRole("button", { name: "Close search" }).click();
    await expectRevealed(keys, "77");

    // Leaving the screen and coming back, it is there still.
    await page.getByRole("link", { name: "Leases" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Leases" })).toBeVisible();
    await page.goBack();
    await expectRevealed(keys, "77");
  });

  await test.step("a key outside of what the tree is narrowed to is shown among all keys", async () => {
    await keys.open("sample", { prefix: "/config/" });
    await expect(keys.row("db/")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("/outside/key");
    await page.keyboard.press("Enter");
    await keys.expectValue("x");
    await expectRevealed(keys, "key");
  });
});

test("a key among 5,000 is brought into sight, and is there still when one comes back", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a key among 5,000 that are not read is brought into sight, in a folder too", async () => {
    await etcdctl(["put", "/back/here", "still here"]);
    await putMany(
      etcd,
      Array.from({ length: 5_000 }, (_, at) => [`/deep/${String(at).padStart(4, "0")}/leaf`, "x"] as const),
    );
    await keys.open("sample", { key: "/deep/3210/leaf" });
    await keys.expectValue("x");
    await expectRevealed(keys, "leaf");
    await expect(keys.row("3210/")).toBeInViewport();
  });

  await test.step("coming back to the keys, the key is open and marked that was open before, by keyboard and by mouse", async () => {
    await keys.open("sample", { key: "/back/here" });
    await keys.expectValue("still here");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await expect(page.getByRole("heading", { level: 1, name: "Cluster" })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await keys.expectValue("still here");
    await expectRevealed(keys, "here");
    await page.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Keys" }).click();
    await keys.expectValue("still here");
    // Another connection begins where it begins.
    await page.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("button", { name: /Live, Frankfurt/ }).click();
    await page.getByRole("button", { name: /^Connect\b/ }).click();
    await expect(page.getByRole("heading", { name: "All keys" })).toBeVisible();
  });
});
