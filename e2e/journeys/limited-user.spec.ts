import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease } from "../witness.ts";

test("a limited user's tree starts at what it may read, and of the cluster it sees what metrics tell", async ({
  page,
}) => {
  const { etcdctl } = await obtainEtcdVersion(journeyVersion);
  await withAuthEtcd(page, async (etcd) => {
    const root = (args: readonly string[]) => runEtcdctl({ ...etcd, etcdctl }, ["--user", "root:rootpw", ...args]);
    await test.step("a limited user's tree starts at what it may read, and says what it may not write", async () => {
      await root(["put", "/shared/deep/config/url", "read me"]);
      await root(["put", "/shared/deep/other", "not this"]);
      await root(["put", "/flag", "on"]);
      await root(["put", "/zone/b1", "in the range"]);
      await root(["put", "/zone/x", "beyond the range"]);
      await root(["role", "grant-permission", "appr", "read", "/shared/deep/config/", "--prefix"]);
      await root(["role", "grant-permission", "appr", "read", "/flag"]);
      await root(["role", "grant-permission", "appr", "read", "/zone/a", "/zone/c"]);

      await connectAsApp(page, etcd);

      const keys = new KeysPage(page);
      await expect(keys.row("/shared/deep/config/")).toBeVisible();
      await expect(keys.row("/zone/")).toBeVisible();
      await expect(keys.tree.getByRole("treeitem")).toHaveText([
        /^\/app\/1$/,
        /^\/flag/,
        /^\/shared\/deep\/config\/1$/,
        /^\/zone\/1$/,
      ]);
      await expect(keys.row("/app/").getByLabel("Read-only")).toHaveCount(0);
      await expect(keys.row("/flag").getByLabel("Read-only")).toBeVisible();
      await expect(keys.row("/shared/deep/config/").getByLabel("Read-only")).toBeVisible();

      // A range that is no prefix opens as the part of the folder that may be read.
      await keys.row("/zone/").click();
      await keys.row("b1").click();
      await keys.expectValue("in the range");
      await expect(keys.row("x")).toBeHidden();

      await keys.row("/shared/deep/config/").click();
      await keys.row("url").click();
      await keys.expectValue("read me");
      const remove = page.getByRole("button", { name: "Delete key" });
      await expect(remove).toBeDisabled();
      await expect(remove).toHaveAttribute("title", "app can read this but not write it");

      await keys.row("/app/").click();
      await keys.row("one").click();
      await keys.expectValue("within");
      await expect(remove).toBeEnabled();

      // The history of a key needs no more than to read it, and tells why it restores nothing.
      await root(["put", "/flag", "off"]);
      await root(["del", "/flag"]);
      await root(["put", "/flag", "on again"]);
      await root(["put", "/flag", "off again"]);
      await keys.row("/flag").click();
      await keys.expectValue("off again");
      await page.keyboard.press("h");
      const versions = page.getByRole("listbox", { name: "Versions" }).getByRole("option");
      await expect(versions).toHaveText([/off again/, /created/]);
      await page.getByRole("button", { name: "Find deleted versions" }).click();
      await expect(versions).toHaveText([/off again/, /created again/, /deleted/, /off/, /created/]);
      await page.keyboard.press("End");
      await expect(page.getByText("app can read this but not write it.")).toBeVisible();
      await expect(page.getByRole("button", { name: /^Restore/ })).toBeHidden();

      // The palette offers what may be read, and nothing else.
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("/shared/deep/");
      const options = page.getByRole("listbox", { name: "Commands" }).getByRole("option");
      await expect(options.filter({ hasText: "/shared/deep/config/" }).first()).toBeVisible();
      await expect(options.filter({ hasText: "/shared/deep/other" })).toHaveCount(0);
      // What was taken from the user meanwhile is said, and costs nothing but the keys: commands are offered on.
      const denied = page.getByText("Could not complete keys. etcd refused: etcdserver: permission denied (code 7)");
      await root(["role", "revoke-permission", "appr", "/zone/a", "/zone/c"]);
      const palette = page.getByRole("combobox", { name: "Key, prefix or command" });
      await palette.fill("/zone");
      await expect(denied).toBeVisible();
      await expect(palette).toBeFocused();
      await palette.fill("refresh");
      await expect(options.filter({ hasText: "Refresh tree" })).toBeVisible();
      await root(["role", "grant-permission", "appr", "read", "/zone/a", "/zone/c"]);
      await palette.fill("/zone/b");
      await expect(options.filter({ hasText: "/zone/b1" }).first()).toBeVisible();
      await expect(denied).toBeHidden();
      await page.keyboard.press("Escape");

      // A search of everything is one of what may be read.
      await page.keyboard.press("ControlOrMeta+Shift+f");
      await page.keyboard.type("THE ");
      await page.keyboard.press("Enter");
      await expect(page.getByText("1 of 4 keys matches: 0 by name, 1 by value.")).toBeVisible();
      await expect(page.getByRole("listbox", { name: "Search results" }).getByRole("option")).toHaveAccessibleName(
        "/zone/b1 in the range",
      );
    });

    await test.step("locks are followed below a prefix that may be read, and nothing is where it may not", async () => {
      const badge = page.getByRole("button", { name: "Live updates" });
      await page.getByRole("link", { name: "Locks" }).click();
      // Nothing is asked that etcd would refuse: what may be read is offered.
      await expect(page.getByText("Choose a prefix")).toBeVisible();
      await expect(page.getByRole("alert")).toBeHidden();
      await expect(badge).toBeHidden();
      await page.getByRole("main").getByRole("button", { name: "/app/", exact: true }).click();
      await expect(badge).toHaveText("live");
      await page.keyboard.press("/");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("/z");
      await page.keyboard.press("Enter");
      await expect(page.getByText("No prefix to search")).toBeVisible();
      await expect(badge).toBeHidden();
      await page.keyboard.press("/");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("/app/");
      await page.keyboard.press("Enter");
      await expect(badge).toHaveText("live");
      const lease = await grantLease(root, 600);
      await root(["put", `/app/job/${lease.replace(/^0+/, "")}`, "", `--lease=${lease}`]);
      await expect(page.getByRole("region", { name: "Lock /app/job" })).toContainText("Holder");
    });

    await test.step("a limited user sees of the cluster what metrics tell, and that alarms are not known", async () => {
      await page.getByRole("link", { name: "Cluster" }).click();
      const member = page.getByRole("row", { name: "Member sample", exact: true });
      await expect(member).toContainText("permission denied");
      await expect(member).toContainText(/3\.5\.\d+/);
      await expect(member).toContainText(/[\d.]+ ms/);
      await expect(member).toContainText(/[\d.]+ kB<1 % of quota/);
      await expect(member).toContainText("leader");
      await member.getByTitle(/^Show metrics of/).click();
      const drawer = page.getByRole("dialog", { name: /^Metrics of / });
      await expect(drawer).toContainText("Database in use");
      await expect(drawer).toContainText("2.1 GB");
      await page.keyboard.press("Escape");
      const verdict = page.getByRole("region", { name: "Verdict" });
      await page.keyboard.press("v");
      await expect(verdict).toContainText("leader: OK");
      await expect(verdict).toContainText("alarms: not known");
    });
  });
});
