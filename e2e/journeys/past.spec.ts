import { readFile } from "node:fs/promises";
import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { keepClock } from "../kept-clock.ts";
import { ConsolePage } from "../pages/console-page.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { atRev, backToLive, banner, changes, viewing, writePast } from "../pages/past-page.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { grantLease, readKey, readKeys } from "../witness.ts";

test("tree, table and value show a revision as etcdctl reads it, and one goes back to live", async ({
  page,
  etcdctl,
}) => {
  const at = await writePast(etcdctl);
  const keys = new KeysPage(page);
  await page.goto(atRev(at));
  await expect(banner(page)).toContainText(viewing(at));
  await expect(keys.row("a")).toBeVisible();
  await expect(keys.row("b")).toBeVisible();
  await expect(keys.row("deep/")).toBeVisible();
  // What became of each since; what is there only now is named as such.
  await expect(keys.row("a")).toContainText("changed");
  await expect(keys.row("b")).toContainText("deleted since");
  await expect(keys.row("new")).toContainText("not yet");
  await expect(changes(page).getByText(`you are here: after revision ${at.toLocaleString("en")}`)).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await keys.row("a").click();
  const then = (await readKeys(etcdctl, ["/past/a", `--rev=${at}`]))[0];
  await keys.expectValue(then?.value.toString() ?? "");
  await expect(keys.fact("version")).toHaveText(String(then?.version));
  await expect(keys.fact("now")).toHaveText(/^version 2/);
  await page.keyboard.press("v");
  await page.keyboard.press("d");
  await expect(page.getByRole("tab", { name: "Diff to now" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel").getByText("now")).toBeVisible();
  await page.getByRole("tab", { name: "Then" }).click();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeHidden();
  await expect(page).toHaveURL(/key=\/past\/a&.*at=|at=.*key=\/past\/a/);
  await page.goto(`${atRev(at)}&key=/past/new`);
  await expect(page.getByText(`did not exist at revision ${at}`)).toBeVisible();
  await expect(page.getByText("It exists now: version 1")).toBeVisible();

  // Where there was nothing, nothing is offered to be created.
  await page.goto(`/c/sample/keys?prefix=/past/none/&at=${at}`);
  const none = `No keys start with “/past/none/” at revision ${at.toLocaleString("en")}`;
  await expect(page.getByRole("heading", { name: none })).toBeVisible();
  await expect(page.getByRole("button", { name: /^New key/ })).toBeDisabled();
  await page.goto(atRev(at));

  // The same as a command.
  await keys.row("b").click();
  await keys.expectValue("gone since");
  await page.getByRole("button", { name: /^Copy as/ }).click();
  await expect(page.getByRole("dialog")).toContainText(`--rev=${at}`);
  await expect(page.getByRole("dialog").getByText("Write this value")).toBeHidden();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Toggle table view" }).click();
  const table = page.getByRole("grid");
  // The heading, a row for each, and one for what is there only now.
  const witnessed = await readKeys(etcdctl, ["/past/", "--prefix", `--rev=${at}`]);
  await expect(table.getByRole("row")).toHaveCount(1 + witnessed.length + 1);
  await expect(table.getByRole("row").last()).toContainText("not yet");
  for (const [index, { modRevision }] of witnessed.entries()) {
    await expect(table.getByRole("row").nth(index + 1)).toContainText(String(modRevision));
  }
  await page.getByRole("button", { name: "Toggle table view" }).click();

  await backToLive(page).click();
  await expect(banner(page)).toBeHidden();
  await expect(page).not.toHaveURL(/at=/);
  await expect(keys.row("new")).toBeVisible();
  await expect(keys.row("b")).toBeHidden();
  await expect(page.getByText("This key does not exist")).toBeVisible();

  // What this browser saw being written has a time, also after a reload; what is older has a bound.
  await etcdctl(["put", "/past/timed", "1"]);
  await page.getByRole("button", { name: "Refresh tree" }).click();
  await expect(keys.row("timed")).toBeVisible();
  const { modRevision: timed } = await readKey(etcdctl, "/past/timed");
  await keepClock(page, timed);
  await page.goto(atRev(timed));
  await expect(banner(page)).toContainText(/· (about \d\d:\d\d|\d\d:\d\d:\d\d)/);
  await page.goto(atRev(at));
  // What is known: the newest sighting, and a lease of Kubernetes' nodes that the sample renewed before.
  await expect(banner(page)).toContainText(/· (before|about) \d\d:\d\d/);
});

test("find and export read the revision that is viewed, in their Web Workers too", async ({ page, etcdctl }) => {
  const at = await writePast(etcdctl);
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
  await page.goto(`${atRev(at)}&find=values&q=port`);
  await expect(page.getByRole("option", { name: "/past/deep/c" })).toBeVisible();
  await expect(page.getByRole("option", { name: "/past/new" })).toBeHidden();
  await expect(page.getByText("1 of 3 keys matches.")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`at=${at}`));

  await page.getByRole("button", { name: "Close search" }).click();
  await expect(banner(page)).toBeVisible();
  await page.keyboard.press("Shift+E");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`as of revision ${at.toLocaleString("en")}.`);
  await expect(dialog).toContainText("3 keys");
  await dialog.getByText("etcdctl JSON", { exact: true }).click();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export keys" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`past-rev${at}.json`);
  const file: { readonly kvs: unknown } = JSON.parse(await readFile(await download.path(), "utf8"));
  const printed = (await etcdctl(["get", "/past/", "--prefix", `--rev=${at}`, "-w", "json"])).toString();
  expect(file.kvs).toEqual(Object(JSON.parse(printed)).kvs);
});

test("locks are those that were held then", async ({ page, etcdctl }) => {
  // As a lock's key has it: without leading zeros.
  const lease = (await grantLease(etcdctl, 3600)).replace(/^0+/, "");
  await etcdctl(["put", `/past-locks/job/${lease}`, `--lease=${lease}`, ""]);
  const { modRevision } = await readKey(etcdctl, `/past-locks/job/${lease}`);
  await etcdctl(["del", `/past-locks/job/${lease}`]);
  await page.goto(`/c/sample/locks?prefix=/past-locks/&at=${modRevision}`);
  await expect(page.getByRole("heading", { name: "/past-locks/job" })).toBeVisible();
  await expect(page.getByText("1 found among 1 key")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Release / })).toBeDisabled();
  await backToLive(page).click();
  await expect(page.getByText("No locks or elections below “/past-locks/”")).toBeVisible();
});

test("while a revision is viewed nothing can be written: not by key, palette, undo or bulk, and an edit is kept", async ({
  page,
  etcdctl,
}) => {
  const at = await writePast(etcdctl);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/past/", key: "/past/deep/c" });
  await keys.expectValue("port: 1");
  await keys.replaceValue("half done");
  await keys.row("a").click();
  await keys.expectValue("now");
  await keys.replaceValue("saved");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/^Saved/)).toBeVisible();

  // Within the page: a reload would take the notice and the history away.
  await page.evaluate(
    (address) => history.pushState(null, "", address),
    `/c/sample/keys?prefix=/past/&key=/past/a&at=${at}`,
  );
  await expect(banner(page)).toBeVisible();
  const reason = `Read-only: you are viewing revision ${at.toLocaleString("en")}`;
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(keys.notice(reason).first()).toBeVisible();
  await keys.expectValue("then");
  const before = await readKeys(etcdctl, ["/past/", "--prefix"]);

  await keys.row("c").click();
  await keys.expectValue("port: 1");
  await expect(page.getByText("Unsaved edit kept for live")).toBeVisible();
  await expect(page.getByText(`${reason}.`)).toBeVisible();
  await keys.row("a").click();
  for (const key of [
    "ControlOrMeta+s",
    "ControlOrMeta+z",
    "Delete",
    "n",
    "F2",
    "d",
    "l",
    "Shift+D",
    "Shift+M",
    "Shift+I",
  ]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  for (const name of [/^New key/, "Import keys"]) {
    const button = page.getByRole("button", { name });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute("title", reason);
  }
  // What changes the open key has no button while it is shown as it was.
  for (const name of ["Delete key", "Rename key", "Duplicate key"]) {
    await expect(page.getByRole("button", { name })).toBeHidden();
  }
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.insertText("Delete key");
  await expect(page.getByRole("option", { name: /^Go to “Delete key/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /^Delete key/ })).toBeHidden();
  await page.keyboard.press("Escape");
  expect(await readKeys(etcdctl, ["/past/", "--prefix"])).toEqual(before);

  await backToLive(page).click();
  await keys.row("c").click();
  await keys.expectValue("half done");
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(async () => (await readKey(etcdctl, "/past/deep/c")).value.toString()).toBe("half done");
});

test("screens without a past stay live, say so, and write nothing; the revision stays from screen to screen", async ({
  page,
  etcdctl,
}) => {
  const at = await writePast(etcdctl);
  await page.goto(atRev(at));
  await expect(banner(page)).toContainText(viewing(at));
  const rail = page.getByRole("navigation", { name: "Screens" });

  await rail.getByRole("link", { name: "Leases" }).click();
  await expect(banner(page)).toContainText("Leases are current");
  await expect(page.getByRole("button", { name: /^Grant/ }).first()).toBeDisabled();
  await rail.getByRole("link", { name: "Cluster" }).click();
  await expect(banner(page)).toContainText("Cluster data is live");
  await expect(page.getByRole("button", { name: "Plan…" }).first()).toBeDisabled();
  await rail.getByRole("link", { name: "Access" }).click();
  await expect(banner(page)).toContainText("Users and roles are current");
  await rail.getByRole("link", { name: "Console" }).click();
  await expect(banner(page)).toContainText("The console uses live data");
  const shell = new ConsolePage(page);
  await shell.run("put /past/a console");
  await expect(page.getByText("This command may write.")).toBeVisible();
  await shell.run(`get /past/b --rev=${at}`);
  await expect(shell.entry(`get /past/b --rev=${at}`)).toContainText("gone since");

  await rail.getByRole("link", { name: "Transactions" }).click();
  await expect(banner(page)).toContainText("Transactions use live data");
  const txn = new TxnPage(page);
  await txn.write("\nput /past/a txn\n\n");
  await expect(txn.commit).toBeDisabled();
  await expect(txn.commit).toHaveAttribute("title", /you are viewing revision/);
  await rail.getByRole("link", { name: "Keys" }).click();
  await expect(page).toHaveURL(new RegExp(`prefix=/past/.*at=${at}`));
  await expect(new KeysPage(page).row("b")).toBeVisible();
  expect((await readKey(etcdctl, "/past/a")).value.toString()).toBe("now");

  // Another connection is another history.
  await page.goto("/");
  await page.goto("/c/live/keys");
  await expect(banner(page)).toBeHidden();
});

test("a revision that is compacted, yet to come or none says so, and leads to one that is there", async ({
  page,
  etcdctl,
  faults,
}) => {
  faults.allow(/status of (400|500)/);
  const at = await writePast(etcdctl);
  const keys = new KeysPage(page);
  await page.goto(atRev(at));
  await expect(keys.row("b")).toBeVisible();
  await etcdctl(["compact", String(at + 1)]);
  // What was read stays; what was not cannot be read any more.
  await keys.row("deep/").click();
  await expect(keys.tree.getByText(/This revision has been compacted/)).toBeVisible();
  const said = `has been compacted. Oldest available revision: ${(at + 1).toLocaleString("en")}. Read-only.`;
  await expect(banner(page)).toContainText(said);
  await expect(page.getByRole("button", { name: "Go to oldest revision" })).toBeEnabled();
  await page.reload();
  const compacted = page.getByRole("heading", { name: `Revision ${at.toLocaleString("en")} has been compacted` });
  await expect(compacted).toBeVisible();
  const oldest = (at + 1).toLocaleString("en");
  await expect(
    page.getByText(new RegExp(`^Oldest available revision: ${oldest} \\(before \\d\\d:\\d\\d\\)$`)),
  ).toBeVisible();
  await expect(banner(page)).toContainText(said);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: `View oldest: ${oldest}` }).click();
  await expect(banner(page)).toContainText(viewing(at + 1));
  await expect(keys.row("b")).toBeVisible();
  await expect(keys.row("new")).toContainText("not yet");
  for (const [screen, places] of [
    [`keys?view=table&at=${at}`, 1],
    // In place of the tree, and of the value.
    [`keys?key=/past/a&at=${at}`, 2],
    [`locks?prefix=/past/&at=${at}`, 1],
  ] as const) {
    await page.goto(`/c/sample/${screen}`);
    await expect(compacted.filter({ visible: true })).toHaveCount(places);
  }
  await page.goto(`${atRev(at)}&find=keys&q=a`);
  await expect(page.getByText(/This revision has been compacted/)).toBeVisible();

  await page.goto(atRev(999_999_999));
  await expect(page.getByRole("heading", { name: "Revision 999,999,999 does not exist yet" })).toBeVisible();
  await expect(banner(page)).toContainText("Revision 999,999,999 does not exist yet. Newest known revision:");
  await expect(banner(page)).not.toContainText("Viewing revision");
  await page.getByRole("button", { name: /^View newest: / }).click();
  await expect(keys.row("new")).toBeVisible();
  await expect(banner(page)).toBeVisible();

  await page.goto("/c/sample/keys?at=yesterday");
  await expect(page.getByRole("heading", { name: "Invalid revision" })).toBeVisible();
  await backToLive(page).click();
  await expect(keys.tree).toBeVisible();
});
