import { expect, test } from "../fixtures.ts";
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
  await expect(txn.result()).toContainText("succeeded");
  await txn.write("\nput /txn/twice 2\n");
  await txn.commitNow();
  await expect(txn.result()).toContainText("written over version 1");
  expect((await readKey(etcdctl, "/txn/twice")).value.toString()).toBe("2");
  const rail = page.getByRole("navigation", { name: "Screens" });
  for (const screen of screens) {
    await rail.getByRole("link", { name: screen }).click();
    await expect(page.getByRole("heading", { name: "Transaction", exact: true })).toBeHidden();
    await expect(page.getByRole("main")).not.toBeEmpty();
    await rail.getByRole("link", { name: "Transactions" }).click();
    await expect(page.getByRole("heading", { name: "Transaction", exact: true })).toBeVisible();
    await txn.commitNow();
    await expect(txn.result()).toContainText("succeeded");
  }
});
