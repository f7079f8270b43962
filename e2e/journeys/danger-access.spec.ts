import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { withConnections } from "../marked-connections.ts";
import { showPath } from "../pages/show-path.ts";

test("granting root asks everywhere, and on production every change of rights wants its name", async ({
  page,
  faults,
}) => {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  const run = async (args: readonly string[]) => (await runEtcdctl({ ...etcd, etcdctl }, args)).toString();
  try {
    for (const command of ["user add app:pw", "role add reader", "role grant-permission reader read /a"]) {
      await run(command.split(" "));
    }
    const marked = [{ name: "staging" }, { name: "prod" }];
    await withConnections({ endpoint: etcd.endpoint, faults, page }, marked, async (origin) => {
      await showPath(page, `${origin}/c/staging/access?user=app`);
      const grant = page.getByRole("region", { name: "User roles" }).getByRole("button", { name: "Grant role" });
      await expect(grant).toBeDisabled();
      await page.getByLabel("Role to grant").selectOption("root");
      await grant.click();
      const root = page.getByRole("dialog", { name: "Grant role root to app" });
      await expect(root).toContainText("app can then read and write all keys");
      await expectAccessible(page);
      await root.getByRole("button", { name: "Cancel" }).click();
      expect(await run(["user", "get", "app"])).not.toContain("root");
      await grant.click();
      await root.getByRole("button", { name: "Grant role" }).click();
      const sum = page.getByRole("region", { name: "Effective permissions" });
      await expect(sum).toContainText("all keys and administration");
      await expect(sum).toContainText("via root");
      expect(await run(["user", "get", "app"])).toContain("root");

      await showPath(page, `${origin}/c/prod/access?user=app`);
      await page.getByLabel("Role to grant").selectOption("reader");
      await grant.click();
      const reader = page.getByRole("dialog", { name: "Grant role reader to app" });
      await expect(reader).toContainText("app can then read /a.");
      const confirm = reader.getByRole("button", { name: "Grant role" });
      await expect(confirm).toBeDisabled();
      await reader.getByLabel("Type prod to confirm").fill("prod");
      await confirm.click();
      await expect(page.getByRole("button", { name: "Revoke role reader from app…" })).toBeVisible();

      // Who has a role is read when it is asked, not when the page was.
      await showPath(page, `${origin}/c/prod/access?role=reader`);
      await expect(page.getByText("Users: app")).toBeVisible();
      await run(["user", "add", "late:pw"]);
      await run(["user", "grant-role", "late", "reader"]);
      await page.getByRole("button", { name: "Delete role reader…" }).click();
      await expect(page.getByRole("dialog")).toContainText("Users with this role: app, late.");
    });
  } finally {
    await etcd.stop();
  }
});

test("once authentication is on, page and notice agree, and who is not signed in can sign in on every screen", async ({
  page,
  newBrowser,
  faults,
}) => {
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  // Whoever is not signed in is refused, which is what this is about.
  faults.allow(/api\/etcd\/query/);
  try {
    await withConnections({ endpoint: etcd.endpoint, faults, page }, [{ name: "own" }], async (origin) => {
      await showPath(page, `${origin}/c/own/access`);
      await page.getByRole("button", { name: "Enable authentication…" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("list", { name: "Checks" })).toContainText("User root does not exist");
      await dialog.getByLabel("Password for root").fill("rootpw");
      await dialog.getByLabel("Confirm password").fill("rootpw");
      await dialog.getByRole("button", { name: "Enable authentication" }).click();
      await expect(page.getByText("Enabled authentication, signed in as root")).toBeVisible();
      await expect(page.getByText("Authentication on", { exact: true })).toBeVisible();
      await expect(page.getByRole("contentinfo")).toContainText("root");
      await expect(page.getByText("Sign in required")).toHaveCount(0);
      await page.getByRole("button", { name: "root", exact: true }).first().click();
      await expect(page.getByRole("region", { name: "Effective permissions" })).toContainText(
        "all keys and administration",
      );

      const stranger = await (await newBrowser()).newPage();
      for (const screen of ["access", "leases", "locks", "keys", "cluster"]) {
        await stranger.goto(`${origin}/c/own/${screen}`);
        await expect(stranger.getByRole("form", { name: "Sign in" }), screen).toBeVisible();
      }
      await stranger.goto(`${origin}/c/own/access`);
      const form = stranger.getByRole("form", { name: "Sign in" });
      await expect(stranger.getByRole("heading", { name: "Sign in required" })).toBeVisible();
      await expectAccessible(stranger);
      await form.getByLabel("User").fill("root");
      await form.getByLabel("Password").fill("wrong");
      await stranger.keyboard.press("Enter");
      await expect(form.getByRole("alert")).toContainText("Could not sign in.");
      await form.getByLabel("Password").fill("rootpw");
      await stranger.keyboard.press("Enter");
      await expect(stranger.getByText("Authentication on", { exact: true })).toBeVisible();
      await expect(stranger.getByRole("contentinfo")).toContainText("root");
      await stranger.close();
    });
  } finally {
    await etcd.stop();
  }
});

test("the members that a plan is about are asked when it opens", async ({ page, faults, etcd }) => {
  await withConnections({ endpoint: etcd.endpoint, faults, page }, [{ name: "own" }], async (origin) => {
    await showPath(page, `${origin}/c/own/cluster`);
    await page.getByLabel("Refresh interval").selectOption("0");
    await expect(page.getByRole("region", { name: "Maintenance" })).toContainText("reclaimable");
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      if (route.request().postData()?.includes("maintenance/status") === true) await held;
      await route.continue();
    });
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog", { name: "Defragment" });
    await expect(dialog.getByRole("status")).toHaveText("Reading every member…");
    await expect(dialog.getByRole("button", { name: /^Defragment/ })).toHaveCount(0);
    release();
    await expect(dialog.getByRole("button", { name: /^Defragment/ })).toBeEnabled();
    await page.unrouteAll({ behavior: "wait" });
  });
});
