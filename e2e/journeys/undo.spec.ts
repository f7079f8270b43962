import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openHistory } from "../pages/write-history.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { grantLease, readKey, readKeys, type Etcdctl } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

async function save(keys: KeysPage, text: string): Promise<void> {
  await keys.replaceValue(text);
  await keys.page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/^Saved/)).toBeVisible();
  await expect(keys.page.getByText("1 unsaved edit")).toBeHidden();
}

/** By its chord, with the focus where no text is edited. */
async function press(keys: KeysPage, chord: "ControlOrMeta+z" | "ControlOrMeta+Shift+z", told: string): Promise<void> {
  const notice = keys.page.getByRole("status").getByText(told, { exact: true });
  // What the one before was told with would be taken for this one's, while it still goes on.
  if (await notice.isVisible()) await keys.noticeCard.getByRole("button", { name: "Dismiss" }).click();
  await keys.tree.focus();
  await keys.page.keyboard.press(chord);
  await expect(notice).toBeVisible();
}

const undo = "ControlOrMeta+z";
const redo = "ControlOrMeta+Shift+z";
const valueOf = async (etcdctl: Etcdctl, key: string) => (await readKey(etcdctl, key)).value.toString();
const contents = async (etcdctl: Etcdctl, prefix: string) =>
  (await readKeys(etcdctl, [prefix, "--prefix"])).map(({ key, value }) => `${key.toString()}=${value.toString()}`);

const base64 = (text: string) => Buffer.from(text).toString("base64");
const line = (name: string, value: string) =>
  `${JSON.stringify({ key: base64(`/undo/i/${name}`), value: base64(value) })}\n`;

test("undo walks back and redo forward over saves, a creation and a rename, and one's own delete says so", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("undo walks back over two saves and the creation, redo walks forward, and a new write ends redo", async () => {
    await etcdctl(["put", "/undo/other"], "x");
    await keys.open("sample", { key: "/undo/two" });
    await keys.tree.focus();
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create key", exact: true }).click();
    await expect(keys.notice(/^Created/)).toBeVisible();
    await save(keys, "one");
    await save(keys, "two");
    await press(keys, undo, "Undone: Saved /undo/two");
    expect(await valueOf(etcdctl, "/undo/two")).toBe("one");
    await keys.expectValue("one");
    await press(keys, undo, "Undone: Saved /undo/two");
    await expect.poll(() => valueOf(etcdctl, "/undo/two")).toBe("");
    await press(keys, undo, "Undone: Created /undo/two");
    expect(await readKeys(etcdctl, ["/undo/two"])).toEqual([]);
    await expect(page.getByText("Your last undo: Created /undo/two")).toBeVisible();
    await keys.tree.focus();
    await page.keyboard.press(undo);
    await expect(keys.notice("Nothing to undo")).toBeVisible();
    // Nothing went wrong: it is not told as a failure.
    await expect(keys.noticeCard).toHaveAttribute("data-tone", "info");

    await press(keys, redo, "Redone: Created /undo/two");
    await press(keys, redo, "Redone: Saved /undo/two");
    await expect.poll(() => valueOf(etcdctl, "/undo/two")).toBe("one");
    await press(keys, redo, "Redone: Saved /undo/two");
    await expect.poll(() => valueOf(etcdctl, "/undo/two")).toBe("two");
    await press(keys, undo, "Undone: Saved /undo/two");
    await expect.poll(() => valueOf(etcdctl, "/undo/two")).toBe("one");
    await save(keys, "three");
    await keys.tree.focus();
    await page.keyboard.press(redo);
    await expect(keys.notice("Nothing to redo")).toBeVisible();
    await expect(keys.noticeCard).toHaveAttribute("data-tone", "info");
    await press(keys, undo, "Undone: Saved /undo/two");
    await expect.poll(() => valueOf(etcdctl, "/undo/two")).toBe("one");
  });

  await test.step("a rename is undone with the restored key open, and one's own delete says so", async () => {
    await etcdctl(["put", "/renamed/from"], "kept");
    await keys.open("sample", { key: "/renamed/from" });
    await keys.expectValue("kept");
    await keys.tree.focus();
    await page.keyboard.press("F2");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill("/renamed/to");
    await dialog.getByRole("textbox").first().press("Enter");
    await expect(keys.notice(/^Renamed/)).toBeVisible();
    await expect(page).toHaveURL(/renamed(%2F|\/)to/);
    await press(keys, undo, "Undone: Renamed /renamed/from to /renamed/to");
    await expect(page).toHaveURL(/renamed(%2F|\/)from/);
    await keys.expectValue("kept");
    expect(await contents(etcdctl, "/renamed/")).toEqual(["/renamed/from=kept"]);

    await page.getByRole("button", { name: "Delete key" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("is gone. Your last write: Deleted /renamed/from")).toBeVisible();
    await page.getByRole("main").getByRole("button", { name: "Undo", exact: true }).click();
    await keys.expectValue("kept");
  });
});

test("a bulk delete, an import and a transaction are undone in their turn, from other screens too", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("after a save and a bulk delete of something else, undo restores what was deleted, then reverts the save", async () => {
    await etcdctl(["put", "/undo/a"], "before");
    for (const name of ["1", "2", "3"]) await etcdctl(["put", `/undo/b/${name}`], name);
    await keys.open("sample", { prefix: "/undo/", key: "/undo/a" });
    await save(keys, "after");
    await keys.tree.focus();
    await page.keyboard.press("End");
    await expect(keys.row("b/")).toHaveAttribute("data-marked", "true");
    const bulk = new BulkDialog(page);
    await page.keyboard.press("Delete");
    await bulk.button("Delete 3 keys").click();
    await bulk.expectEnd();
    await page.keyboard.press("Escape");
    expect(await contents(etcdctl, "/undo/")).toEqual(["/undo/a=after"]);

    await press(keys, undo, "Undone: Deleted 3 keys of /undo/b/");
    expect(await contents(etcdctl, "/undo/")).toEqual(["/undo/a=after", "/undo/b/1=1", "/undo/b/2=2", "/undo/b/3=3"]);
    await press(keys, redo, "Redone: Deleted 3 keys of /undo/b/");
    expect(await contents(etcdctl, "/undo/")).toEqual(["/undo/a=after"]);
    // One of the three is somebody else's by now: it stays, the others come back, and the rest is still listed.
    await etcdctl(["put", "/undo/b/2"], "theirs");
    await keys.tree.focus();
    await page.keyboard.press(undo);
    await expect(keys.notice(/^Undone for 2 keys: Deleted .*\/undo\/b\/2 was changed since/)).toBeVisible();
    expect(await contents(etcdctl, "/undo/b/")).toEqual(["/undo/b/1=1", "/undo/b/2=theirs", "/undo/b/3=3"]);
    const history = await openHistory(page);
    const rows = history.getByRole("listitem");
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(0)).toContainText("(2 keys remaining)");
    await expect(rows.nth(0).getByRole("button", { name: "Redo" })).toBeVisible();
    await expect(rows.nth(1)).toContainText("/undo/b/2 was changed since");
    await expectAccessibleInBothThemes(page);
    await rows.nth(2).getByRole("button", { name: "Undo" }).click();
    await expect(keys.notice("Undone: Saved /undo/a")).toBeVisible();
    expect(await valueOf(etcdctl, "/undo/a")).toBe("before");
  });

  await test.step("an import and a transaction are undone by the same key, one after the other, from other screens too", async () => {
    await etcdctl(["put", "/undo/i/old"], "before");
    await keys.open("sample", { prefix: "/undo/i/" });
    await page.getByRole("button", { name: "Import keys" }).click();
    const buffer = Buffer.from(line("old", "imported") + line("new", "imported"));
    await page.getByLabel(/^File/).setInputFiles({ name: "keys.jsonl", mimeType: "text/plain", buffer });
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("button", { name: "Write 2 keys" }).click();
    await expect(page.getByText("Done: 2 of 2 keys written")).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await expect(keys.notice("Imported 2 keys")).toBeVisible();

    const txn = new TxnPage(page);
    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Transactions" }).click();
    await txn.write("\nput /undo/i/txn 1\ndel /undo/i/old\n");
    await txn.commitNow();
    await expect(txn.result()).toContainText("THEN ran");
    expect(await contents(etcdctl, "/undo/i/")).toEqual(["/undo/i/new=imported", "/undo/i/txn=1"]);

    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Leases" }).click();
    await page.getByRole("heading", { name: "Leases", exact: true }).click();
    await page.keyboard.press(undo);
    await expect(keys.notice("Undone: Committed: THEN ran")).toBeVisible();
    expect(await contents(etcdctl, "/undo/i/")).toEqual(["/undo/i/new=imported", "/undo/i/old=imported"]);
    await page.keyboard.press(undo);
    await expect(keys.notice("Undone: Imported 2 keys")).toBeVisible();
    expect(await contents(etcdctl, "/undo/i/")).toEqual(["/undo/i/old=before"]);
    await page.keyboard.press(redo);
    await expect(keys.notice("Redone: Imported 2 keys")).toBeVisible();
    expect(await contents(etcdctl, "/undo/i/")).toEqual(["/undo/i/new=imported", "/undo/i/old=imported"]);
  });
});

test("a revoked lease stands in the list with the reason, and a granted one is told to be revoked while it was not", async ({
  page,
  etcdctl,
}) => {
  await test.step("a revoked lease stands in the list with the reason, and undo does not take something older in its place", async () => {
    await etcdctl(["put", "/undo/older"], "before");
    const lease = await grantLease(etcdctl, 600);
    const keys = new KeysPage(page);
    await keys.open("sample", { key: "/undo/older" });
    await save(keys, "after");
    await showPath(page, `/c/sample/keys?key=${encodeURIComponent("/undo/older")}`);
    await save(keys, "again");
    await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Leases" }).click();
    await page.getByText(lease).first().click();
    await page
      .getByRole("button", { name: /Revoke/ })
      .first()
      .click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Revoke/ })
      .click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("heading", { name: "Leases", exact: true }).click();
    await page.keyboard.press(undo);
    await expect(keys.notice(`Could not undo: Revoked lease ${lease}.`)).toBeVisible();
    expect(await valueOf(etcdctl, "/undo/older")).toBe("again");
    await page.getByRole("button", { name: "Show history" }).click();
    const history = page.getByRole("dialog", { name: "Write history" });
    await expect(history.getByRole("listitem").first()).toContainText("cannot be restored");
    await history.getByRole("listitem").nth(1).getByRole("button", { name: "Undo" }).click();
    await expect(keys.notice("Undone: Saved /undo/older")).toBeVisible();
    expect(await valueOf(etcdctl, "/undo/older")).toBe("after");
  });

  await test.step("a lease that was granted is told to be revoked only while it was not", async () => {
    await showPath(page, "/c/sample/leases");
    await expect(page.getByRole("heading", { name: "Leases" })).toBeVisible();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("TTL (seconds)").press("Enter");
    const granted = async (why: string) => {
      const history = await openHistory(page);
      await expect(history.getByRole("listitem").filter({ hasText: "Granted lease" })).toContainText(why);
      await page.keyboard.press("Escape");
    };
    await expect(page.getByTestId("notice")).toContainText("Granted");
    await granted("Revoke it on the Leases screen.");
    await page
      .getByRole("complementary", { name: "Lease" })
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await expect(page.getByTestId("notice")).toContainText("Revoked");
    await granted("Revoked since.");
  });
});
