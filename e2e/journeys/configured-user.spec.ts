import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

test("a limited user that the server signs in as sees its own roots, and what it may not write", async ({
  page,
  faults,
}) => {
  const { etcdctl } = await obtainEtcdVersion(journeyVersion);
  await withAuthEtcd(page, async (etcd) => {
    const root = (args: string[]) => runEtcdctl({ ...etcd, etcdctl }, ["--user", "root:rootpw", ...args]);
    await root(["put", "/shared/url", "read me"]);
    await root(["role", "grant-permission", "appr", "read", "/shared/", "--prefix"]);
    const limited = {
      name: "limited",
      readOnly: false,
      endpoints: [etcd.endpoint],
      username: "app",
      password: "apppw",
    };
    const app = await serveApp({ connections: [limited], allowedTargets: "" });
    try {
      faults.allow(new RegExp(`foreign request: ${app.origin}`));
      const config = await page.request.get(`${app.origin}/api/config`);
      expect(await config.text()).not.toContain("apppw");
      await page.goto(`${app.origin}/c/limited/keys`);
      const keys = new KeysPage(page);
      await expect(keys.tree.getByRole("treeitem")).toHaveText([/^\/app\/1$/, /^\/shared\/1$/]);
      await expect(page.getByRole("contentinfo")).toContainText("app");
      await expect(keys.row("/shared/").getByLabel("Read-only")).toBeVisible();

      await keys.row("/shared/").click();
      await keys.row("url").click();
      await keys.expectValue("read me");
      await expect(page.getByText("app can read this but not write it.")).toBeVisible();
      for (const name of ["Delete key", "Rename key"]) {
        await expect(page.getByRole("button", { name })).toBeDisabled();
      }
      await expect(keys.editor).toHaveAttribute("aria-readonly", "true");
      // A second key like it may be made where one may write.
      await page.getByRole("button", { name: "Duplicate key" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name of the copy").fill("/shared/again");
      await page.keyboard.press("Enter");
      await expect(dialog.getByText("app cannot create keys here")).toBeVisible();
      await dialog.getByLabel("Name of the copy").fill("/app/again");
      await page.keyboard.press("Enter");
      await keys.expectValue("read me");
      expect((await root(["get", "/app/again", "--print-value-only"])).toString().trim()).toBe("read me");

      // The table: flat, with locks.
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Toggle table view" }).click();
      const grid = page.getByRole("grid", { name: "Keys" });
      await expect(grid.getByRole("row").filter({ hasText: "/shared/url" }).getByLabel("Read-only")).toBeVisible();
      await expect(grid.getByRole("row").filter({ hasText: "/app/one" }).getByLabel("Read-only")).toHaveCount(0);
      // Nothing asks a server that is gone.
      await page.goto("about:blank");
    } finally {
      await app.stop();
    }
  });
});

test("the table finds names as one types, shows a write of one's own, and says where nothing is", async ({
  page,
  etcdctl,
}) => {
  for (const name of ["db/pool", "db/url", "feature"]) await etcdctl(["put", `/tab/${name}`, name]);
  await page.goto("/c/sample/keys?prefix=/tab/&view=table");
  const grid = page.getByRole("grid", { name: "Keys" });
  await expect(grid.getByRole("row")).toHaveCount(4);
  const keys = new KeysPage(page);
  await keys.jumpTo("fe");
  await page.keyboard.press("Enter");
  await keys.expectValue("feature");
  await keys.replaceValue("changed");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/^Saved/)).toBeVisible();
  await expect(grid.getByRole("row").filter({ hasText: "feature" }).getByRole("gridcell").nth(1)).toHaveText("2");
  await page.goto("/c/sample/keys?prefix=/nothing/here&view=table");
  await expect(page.getByText("No keys start with “/nothing/here”")).toBeVisible();
});
