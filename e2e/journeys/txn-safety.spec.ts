import { expect, test } from "../fixtures.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { grantLease, readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

test("production wants its name, a stale dry run is told, and a put under a lease that ended is said to fail", async ({
  page,
  etcdctl,
}) => {
  const txn = new TxnPage(page);

  await test.step("on production the commit wants the connection's name, and a nested write is warned of", async () => {
    await txn.open("live");
    await txn.write("\nput /txn/live 1\n");
    await txn.commit.click();
    const dialog = page.getByRole("dialog");
    const commit = dialog.getByRole("button", { name: "Commit", exact: true });
    await expect(commit).toBeDisabled();
    await dialog.getByRole("textbox").fill("liv");
    await expect(commit).toBeDisabled();
    await dialog.getByRole("textbox").fill("live");
    await commit.click();
    await expect(txn.result()).toContainText("THEN ran");
    expect((await readKey(etcdctl, "/txn/live")).value.toString()).toBe("1");

    await page.getByRole("tab", { name: "JSON" }).click();
    await page
      .getByRole("textbox", { name: "Transaction as JSON" })
      .fill('{"success": [{"request_txn": {"success": [{"request_put": {"key": "YQ==", "value": "MQ=="}}]}}]}');
    await txn.commit.click();
    await expect(dialog).toContainText("Nested writes skip permission checks on etcd 3.4");
    await page.keyboard.press("Escape");
    await txn.clear();
  });

  await test.step("a dry run is stale once the cluster has moved on", async () => {
    await txn.open("sample");
    await txn.write('version("/txn/stale") = "0"\n\nput /txn/stale 1\n\nget /txn/stale\n');
    await expect(txn.rows("ELSE")).toHaveCount(1);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(txn.lane("THEN").getByText("would run now")).toBeVisible();
    await etcdctl(["put", "/txn/stale", "2"]);
    // The question reads the leases, whose answer tells of a newer revision.
    await txn.commit.click();
    await expect(txn.lane("THEN").getByText("would have run")).toBeVisible();
    await expect(page.getByRole("dialog")).toContainText("Not dry-run at the current revision");
    await page.getByRole("dialog").getByRole("button", { name: "Commit", exact: true }).click();
    await expect(txn.result()).toContainText("ELSE ran");
    expect((await readKey(etcdctl, "/txn/stale")).value.toString()).toBe("2");
    await txn.clear();
  });

  await test.step("a put under a lease that has ended is said to fail, and the commit tells why", async () => {
    const lease = await grantLease(etcdctl, 600);
    await txn.open("sample");
    await txn.write(`\nput /txn/leased 1 --lease=${lease}\n`);
    // The list of leases was read before this one was granted: that it is there is found out now.
    await expect(txn.rows("THEN").getByText(/^lease 9 min/)).toBeVisible();
    await expect(txn.commit).toBeEnabled();
    await page.keyboard.press("ControlOrMeta+Enter");
    const panel = page.getByRole("region", { name: "Dry run" });
    await expect(panel).toContainText("THEN would write 1 key.");
    await expect(txn.commit).toBeEnabled();
    await etcdctl(["lease", "revoke", lease]);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(panel).toContainText(`THEN would fail. Lease ${lease} does not exist.`);
    await expect(txn.lane("THEN")).toContainText("it expired or was revoked");
    await expect(txn.rows("THEN").getByText("lease ended")).toBeVisible();
    await expect(txn.commit).toBeDisabled();
  });
});

test("lists close with nothing in them, a dry run that fails says what to do, and a selection is added as it is", async ({
  page,
  etcdctl,
  faults,
}) => {
  const txn = new TxnPage(page);

  await test.step("the lists of committed transactions and templates can be closed by the mouse, with nothing in them too", async () => {
    await txn.open("sample");
    await page.keyboard.press("h");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("No transactions committed");
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
    await page.keyboard.press("m");
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("a dry run that fails says what failed and what to do, and is gone with the next edit", async () => {
    faults.allow(/status of 502/);
    await txn.open("sample");
    await txn.write('version("/txn/dry") = "0"\n\nput /txn/dry 1\n');
    let isDown = true;
    await page.route("**/api/etcd/query", async (route) => {
      if (!isDown || !(route.request().postData() ?? "").includes('"/v3/kv/txn"')) return route.continue();
      return route.fulfill({
        status: 502,
        json: {
          success: false,
          error: "refused",
          failure: { kind: "unreachable", host: "etcd.example", port: 2379, message: "Connection refused" },
        },
      });
    });
    await page.keyboard.press("ControlOrMeta+Enter");
    const panel = page.getByRole("region", { name: "Dry run" });
    await expect(panel.getByRole("alert")).toContainText("Dry run failed.");
    await expect(panel).toContainText("Check the host and port");
    isDown = false;
    await panel.getByRole("button", { name: "Dry-run again" }).click();
    await expect(txn.lane("THEN").getByText("would run now")).toBeVisible();
    isDown = true;
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(panel.getByRole("alert")).toBeVisible();
    await txn.write('version("/txn/dry") = "1"\n\nput /txn/dry 1\n');
    await expect(panel).toBeHidden();
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await txn.clear();
  });

  await test.step("what is selected in the tree is added to the transaction, as it is now", async () => {
    await etcdctl(["put", "/txn/picked/one", "1"]);
    await etcdctl(["put", "/txn/picked/two", "2"]);
    const { modRevision } = await readKey(etcdctl, "/txn/picked/one");
    await showPath(page, `/c/sample/keys?prefix=${encodeURIComponent("/txn/picked/")}`);
    const tree = page.getByRole("tree", { name: "Keys" });
    await tree.getByText("one", { exact: true }).waitFor();
    await tree.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.getByRole("button", { name: "Add selection to transaction" }).click();
    await expect(page.getByRole("status").getByText(/Added .* to the transaction/)).toBeVisible();
    await txn.open("sample");
    await txn.expectText(new RegExp(`mod\\("/txn/picked/one"\\) = "${modRevision}"`));
    await expect(txn.rows("IF")).toHaveCount(2);
  });
});
