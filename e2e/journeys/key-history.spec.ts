import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKey, readKeys, type Etcdctl } from "../witness.ts";

const versions = (page: Page) => page.getByRole("listbox", { name: "Versions" });
const rows = (page: Page): Locator => versions(page).getByRole("option");
const restore = (page: Page) => page.getByRole("button", { name: /^Restore rev/ });
const comparison = (page: Page) => page.getByRole("region", { name: "Comparison" });

/** One side of a comparison that has two. */
const side = (page: Page, name: "before" | "after") => page.getByRole("group", { name: `Changes: ${name}` });

/** Which watches of a key's past the page has begun, and which of them it has ended. */
function watchReplays(page: Page, key: string): { readonly begun: string[]; readonly ended: string[] } {
  const found = { begun: new Array<string>(), ended: new Array<string>() };
  const encoded = Buffer.from(key).toString("base64");
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const { create, cancel } = JSON.parse(payload.toString());
      if (create?.key === encoded && Number(create.start_revision) <= 200_000) found.begun.push(create.id);
      if (found.begun.includes(cancel?.id)) found.ended.push(cancel.id);
    }),
  );
  return found;
}

/** So many writes take minutes: the page is told that they were there. */
async function tellRevision(page: Page, revision: number): Promise<{ readonly end: () => Promise<void> }> {
  await page.route("**/api/etcd/query", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/("revision\\?":\s*\\?")\d+/g, `$1${revision}`);
    return route.fulfill({ response, body });
  });
  return { end: () => page.unrouteAll({ behavior: "wait" }) };
}

/** Puts a value and gives its revision. */
async function put(etcdctl: Etcdctl, key: string, value: string, ...flags: string[]): Promise<number> {
  await etcdctl(["put", key, value, ...flags]);
  return (await readKey(etcdctl, key)).modRevision;
}

test("the versions of a key are those of etcdctl; two are compared, one is copied, viewed and restored with its lease", async ({
  page,
  etcdctl,
}) => {
  const key = "/history/a";
  const lease = await grantLease(etcdctl, 600);
  const first = await put(etcdctl, key, "max: 5");
  await etcdctl(["put", "/history/other", "x"]);
  const second = await put(etcdctl, key, "max: 8");
  const third = await put(etcdctl, key, "max: 24", `--lease=${lease}`);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/history/" });
  await keys.row("a").click();
  await keys.expectValue("max: 24");

  // By the keyboard, from the tree.
  await page.keyboard.press("h");
  await expect(versions(page)).toBeFocused();
  await expect(rows(page)).toHaveCount(3);
  for (const [index, [revision, what]] of [
    [third, "24"] as const,
    [second, "8"] as const,
    [first, "created"] as const,
  ].entries()) {
    await expect(rows(page).nth(index)).toContainText(revision.toLocaleString("en"));
    await expect(rows(page).nth(index)).toContainText(what);
  }
  await expect(rows(page).first()).toContainText(lease);
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(new RegExp(`history=${second}`));
  await page.keyboard.press("ArrowUp");
  // Two are chosen by what the screen offers, or with Shift.
  await page.getByRole("button", { name: "Compare…" }).click();
  await expect(comparison(page)).toContainText("Select the version to compare with.");
  await rows(page).nth(2).click();
  await expect(page).toHaveURL(new RegExp(`history=${first}\\.\\.${third}`));
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(new RegExp(`history=${third}(&|$)`));
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`history=${second}\\.\\.${third}`));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`history=${third}(&|$)`));
  await page.keyboard.press("Shift+End");
  await expect(page).toHaveURL(new RegExp(`history=${first}\\.\\.${third}`));
  await expect(comparison(page)).toContainText("max: 5");
  await expect(comparison(page)).toContainText("max: 24");
  await expectAccessibleInBothThemes(page);
  // Side by side: each has its own text, and the keyboard goes on in it.
  await page.keyboard.press("Enter");
  await page.keyboard.press("v");
  await page.keyboard.press("s");
  await expect(side(page, "before")).toHaveText(/^1-max: 5$/);
  await expect(side(page, "after")).toHaveText(/^1\+max: 24$/);
  await expect(side(page, "after")).toBeFocused();
  await expectAccessible(page);
  // A link shows the same, and the browser remembers how comparisons are shown.
  await page.reload();
  await expect(side(page, "before")).toContainText("max: 5");
  await page.getByRole("button", { name: "Toggle side-by-side diff" }).click();
  await expect(comparison(page)).toContainText("max: 24");
  await expect(side(page, "before")).toBeHidden();

  // Another client writes meanwhile: the list goes on from there.
  const fourth = await put(etcdctl, key, "max: 99", `--lease=${lease}`);
  await page.keyboard.press("Shift+R");
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toContainText(fourth.toLocaleString("en"));

  await rows(page).nth(2).click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("c");
  await page.keyboard.press("r");
  await expect(keys.notice(/^Copied value of revision/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("max: 8");

  // The command that reads this version reads it.
  await page.keyboard.press("c");
  await page.keyboard.press("e");
  const copied = page.getByRole("dialog", { name: "Copy as" });
  await expect(copied).toContainText(`etcdctl get ${key} --rev=${second}`);
  await page.keyboard.press("Escape");
  expect((await etcdctl(["get", key, `--rev=${second}`, "--print-value-only"])).toString()).toBe("max: 8\n");

  await page.keyboard.press("v");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Restore version" });
  await expect(dialog.getByRole("radio", { name: `Keep ${lease}` })).toBeChecked();
  await expect(dialog.getByRole("button", { name: "Restore version" })).toBeFocused();
  await expect(dialog).toContainText("max: 99");
  await page.keyboard.press("Enter");
  await expect(keys.notice(/^Restored \/history\/a/)).toBeVisible();
  const restored = await readKey(etcdctl, key);
  expect([restored.value.toString(), restored.version]).toEqual(["max: 8", 5]);
  expect(BigInt(restored.lease).toString(16)).toBe(lease.replace(/^0+/, ""));
  await expect(rows(page)).toHaveCount(5);
  await expect(versions(page)).toBeFocused();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(rows(page)).toHaveCount(6);
  expect((await readKey(etcdctl, key)).value.toString()).toBe("max: 99");

  // Where there is no room for all, the list begins with the newest.
  await page.setViewportSize({ width: 1280, height: 480 });
  await page.getByRole("tab", { name: "Text" }).click();
  await page.getByRole("tab", { name: "History" }).click();
  await expect(rows(page).last()).not.toBeInViewport({ ratio: 0.9 });
  await expect(rows(page).first()).toBeInViewport({ ratio: 0.9 });
  // Whoever has scrolled reads on while others write.
  await rows(page).last().scrollIntoViewIfNeeded();
  const place = await rows(page).last().boundingBox();
  await put(etcdctl, key, "max: 100");
  await expect(page.getByText(/^Writes version 8,/)).toBeVisible();
  expect(await rows(page).last().boundingBox()).toEqual(place);
  await page.setViewportSize({ width: 1280, height: 720 });

  // What one reads in the question is what a restore goes by: who writes meanwhile is not written over.
  await rows(page).last().click();
  await restore(page).click();
  await expect(dialog).toContainText("max: 100");
  await put(etcdctl, key, "max: 101");
  await expect(dialog).toContainText("Another client has changed the key.");
  await expect(dialog).toContainText("max: 100");
  await dialog.getByRole("button", { name: "Restore version" }).click();
  await expect(dialog).toBeHidden();
  await expect(keys.notice(/another client/i)).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("max: 101");

  // Everything as it was then.
  await page.getByRole("button", { name: "View keyspace then" }).click();
  await expect(page).toHaveURL(new RegExp(`at=${first}`));
  await keys.expectValue("max: 5");
  await page.keyboard.press("h");
  await expect(rows(page)).toHaveCount(1);
  await expect(restore(page)).toBeHidden();
});

test("deleted versions are found by a replay that says its cost first, and a deleted key is brought back", async ({
  page,
  etcdctl,
}) => {
  const key = "/history/lived";
  await put(etcdctl, key, "first life");
  await etcdctl(["del", key]);
  await put(etcdctl, key, "second life");
  const last = await put(etcdctl, key, "its last words");
  await etcdctl(["del", key]);
  // The search ends though the key itself tells nothing more.
  await put(etcdctl, "/history/other", "written later");
  const keys = new KeysPage(page);
  await test.step("more than 100,000 revisions are replayed only for who was told of them twice, and no longer", async () => {
    const replays = watchReplays(page, key);
    const told = await tellRevision(page, 200_000);
    await keys.open("sample", { key });
    await page.getByRole("button", { name: "Show history" }).click();
    await expect(
      page.getByText(/^Replays 100,000 revisions of all keys.* All would be [12]\d\d,\d{3}\.$/),
    ).toBeVisible();
    const near = page.getByRole("button", { name: "Search last 100,000" });
    await expect(near).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(
      page.getByText(/^Replays [12]\d\d,\d{3} revisions .* Writes may slow down meanwhile\.$/),
    ).toBeVisible();
    const cancel = page.getByRole("button", { name: "Cancel" });
    await expect(cancel).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(near).toBeFocused();
    expect(replays.begun).toEqual([]);

    await page.getByRole("button", { name: "Search all…" }).click();
    await page.getByRole("button", { name: "Replay all" }).click();
    await expect(
      page.getByRole("status").filter({ hasText: /^Replaying [12]\d\d,\d{3} revisions… \d+ writes found/ }),
    ).toBeVisible();
    await expect.poll(() => replays.begun).toHaveLength(1);
    await expect(cancel).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(near).toBeFocused();
    await expect.poll(() => replays.ended).toEqual(replays.begun);
    await expect(rows(page)).toHaveCount(0);
    await told.end();
  });
  await page.reload();
  const now = (await readKeys(etcdctl, ["/config/", "--prefix", "--limit=1"])).length;
  expect(now).toBe(1);
  const find = page.getByRole("button", { name: "Find deleted versions" });
  await expect(page.getByText(/^Replays [\d,]+ revisions of all keys/)).toBeVisible();
  await page.keyboard.press("h");
  await expect(find).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(5);
  await expect(versions(page)).toBeFocused();
  for (const [index, what] of ["deleted", "last words", "created again", "deleted", "created"].entries()) {
    await expect(rows(page).nth(index)).toContainText(what);
  }
  await expect(comparison(page)).toContainText("its last words");
  // What fits does not scroll.
  const lines = comparison(page).getByRole("group", { name: "Changes" });
  expect(await lines.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  await expect(restore(page)).toContainText(last.toLocaleString("en"));
  await restore(page).click();
  await page.getByRole("button", { name: "Restore key" }).click();
  await expect(rows(page)).toHaveCount(6);
  expect(await readKey(etcdctl, key)).toMatchObject({ version: 1, lease: "0" });
  expect((await readKey(etcdctl, key)).value.toString()).toBe("its last words");
  await expect(page.getByRole("heading", { name: key })).toBeVisible();

  // What etcd has compacted is gone, and the horizon says so.
  const after = await put(etcdctl, key, "after");
  await etcdctl(["compact", String(after)]);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText(`Compacted before revision ${after.toLocaleString("en")}`)).toBeVisible();
  await expect(find).toBeHidden();
});
