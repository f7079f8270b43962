import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { readKey } from "../witness.ts";

const screens = ["Keys", "Cluster", "Leases", "Locks and elections", "Access", "Console", "Connections"];

test("after a commit one can commit again, and go to every screen and back", async ({ page, etcdctl }) => {
  // Newer browsers answer with a promise; older ones with nothing.
  await page.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called on the element below
    const scroll = Element.prototype.scrollIntoView;
    Object.defineProperty(Element.prototype, "scrollIntoView", {
      value(this: Element, options?: ScrollIntoViewOptions) {
        scroll.call(this, options);
        return Promise.resolve();
      },
    });
  });
  const txn = new TxnPage(page);
  await txn.open("sample");
  await txn.write("\nput /txn/twice 1\n");
  await txn.commitNow();
  await expect(txn.result()).toContainText("THEN ran");
  await txn.write("\nput /txn/twice 2\n");
  await txn.commitNow();
  await expect(txn.result()).toContainText("overwrote version 1");
  expect((await readKey(etcdctl, "/txn/twice")).value.toString()).toBe("2");
  const rail = page.getByRole("navigation", { name: "Screens" });
  for (const screen of screens) {
    await rail.getByRole("link", { name: screen }).click();
    await expect(page.getByRole("heading", { name: "Transaction", exact: true })).toBeHidden();
    await expect(page.getByRole("main")).not.toBeEmpty();
    await rail.getByRole("link", { name: "Transactions" }).click();
    await expect(page.getByRole("heading", { name: "Transaction", exact: true })).toBeVisible();
    await txn.commitNow();
    await expect(txn.result()).toContainText("THEN ran");
  }
});

test("a part of the page that is gone after a deploy says so; one can leave, reload, and has the unsaved edit", async ({
  page,
  etcdctl,
  faults,
}) => {
  faults.allow(/Failed to load resource|dynamically imported module|did not load/);
  await etcdctl(["put", "/deploy/key", "before"]);
  const keys = new KeysPage(page);
  await keys.open("sample", { key: "/deploy/key" });
  await keys.expectValue("before");
  await keys.replaceValue("half an edit");
  await page.route(/\/assets\/(leases-route|palette|review-dialog)-/, (route) => route.fulfill({ status: 404 }));

  // A dialog that does not load leaves the screen behind it alone.
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The server may have been updated or stopped. Reload to get the current version.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await keys.expectValue("half an edit");

  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.getByRole("link", { name: "Leases" }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toContainText("Reload to get the current version");
  await expect(main).toContainText("Unsaved edits are kept in this tab.");
  await expectAccessibleInBothThemes(page);
  await rail.getByRole("link", { name: "Cluster" }).click();
  await expect(page.getByRole("heading", { name: "Cluster", exact: true })).toBeVisible();
  await rail.getByRole("link", { name: "Leases" }).click();
  await expect(main.getByRole("heading", { name: "Part of this page did not load" })).toBeVisible();

  await page.unrouteAll();
  await main.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { name: "Leases", exact: true })).toBeVisible();
  await keys.open("sample", { key: "/deploy/key" });
  await keys.expectValue("half an edit");
  expect((await readKey(etcdctl, "/deploy/key")).value.toString()).toBe("before");
});

test("an error of our own is told with its details, without secrets, and the other screens go on", async ({
  page,
  faults,
}) => {
  faults.allow(/broke in the middle/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.route(/\/assets\/locks-route-/, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `export function LocksRoute() { throw new TypeError('it broke in the middle of "hunter2"'); }`,
    }),
  );
  await page.goto("/c/sample/locks?prefix=%2Fhunter2%2F");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "This screen crashed" })).toBeVisible();
  await expect(main).toContainText("TypeError: it broke in the middle of …");
  await main.getByRole("button", { name: "Copy details" }).click();
  await expect(page.getByRole("status").getByText("Copied details")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^TypeError: it broke in the middle of …\nscreen: locks\n/);
  expect(copied).toContain("/assets/locks-route-");
  expect(copied).not.toContain("hunter2");
  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.getByRole("link", { name: "Keys" }).click();
  await expect(page.getByRole("tree", { name: "Keys" })).toBeVisible();
});
