import type { Page } from "@playwright/test";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { expectAccessible } from "../accessible.ts";
import { fillInConnection, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { openLink } from "../pages/open-link.ts";

/** Lends an etcd without authentication. Afterwards `page` is left, and etcd is stopped and removed. */
async function withOpenEtcd(
  page: Page,
  use: (etcd: RunningEtcd, etcdctl: (args: readonly string[]) => Promise<string>) => Promise<void>,
) {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  try {
    await use(etcd, async (args) => (await runEtcdctl({ ...etcd, etcdctl }, args)).toString());
    // Nothing asks an etcd that is gone.
    await page.goto("about:blank");
  } finally {
    await etcd.stop();
  }
}

/** Signs in on the connections screen, then goes to who may do what. */
async function signIn(page: Page, port: number, user: string, password: string): Promise<void> {
  await fillInConnection(page, port, user, password);
  await page.getByRole("button", { name: /^Connect/ }).click();
  await expect(page.getByRole("link", { name: "Access" })).toBeVisible();
  await page.getByRole("link", { name: "Access" }).click();
}

test("users and roles are made and granted, and who may what is told with the reason", async ({ page, faults }) => {
  await withOpenEtcd(page, async (etcd, etcdctl) => {
    const { port } = etcd;
    await openLink(page, `/c/${encodeURIComponent(`127.0.0.1:${port}`)}/access`);
    await expect(page.getByText("Authentication off", { exact: true })).toBeVisible();
    await page.keyboard.press("o");
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("config");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Role config" })).toBeVisible();
    const form = page.getByRole("form", { name: "Grant permission" });
    await form.getByLabel("Prefix").fill("/config/");
    await form.getByRole("button", { name: "Grant permission" }).click();
    await expect(page.getByRole("region", { name: "Permissions" })).toContainText("/config/…");
    await form.getByLabel("Access").selectOption("READWRITE");
    await form.getByLabel("Keys").selectOption("key");
    await form.getByLabel("Key", { exact: true }).fill("/config/flag");
    await form.getByRole("button", { name: "Grant permission" }).click();
    await expect(page.getByRole("region", { name: "Permissions" })).toContainText("overlaps /config/…");
    await page.getByRole("button", { name: "Revoke read and write access to /config/flag…" }).click();
    await expect(page.getByRole("dialog")).toContainText("No users have this role.");
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: "New user" }).click();
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("app");
    await page.getByRole("dialog").getByLabel("Password", { exact: true }).fill("apppw");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "User app" })).toBeVisible();
    // Nothing is chosen to begin with: root least of all.
    await expect(page.getByRole("button", { name: "Grant role" })).toBeDisabled();
    await page.getByLabel("Role to grant").selectOption("config");
    await page.getByRole("button", { name: "Grant role" }).click();
    await expect(page.getByRole("region", { name: "Effective permissions" })).toContainText("via config");
    expect(await etcdctl(["role", "get", "config"])).toContain("/config/flag");
    expect(await etcdctl(["user", "get", "app"])).toContain("config");

    await page.getByRole("button", { name: "Check access" }).click();
    await page.getByLabel("Key", { exact: true }).fill("/config/flag");
    const row = page.getByRole("row", { name: /app/ });
    await expect(row).toContainText("config: /config/…, /config/flag");
    await page.getByLabel("Key", { exact: true }).fill("/config/other");
    await expect(row.getByRole("cell").nth(1)).toHaveText("no");
    await expectAccessible(page);

    // Authentication is enabled elsewhere: what was read stays, and one signs in above it.
    for (const args of [
      ["user", "add", "root:rootpw"],
      ["user", "grant-role", "root", "root"],
      ["auth", "enable"],
    ])
      await etcdctl(args);
    const readAt = page.getByText(/^Not live · read at \d\d:\d\d:\d\d$/);
    await expect(readAt).toBeVisible();
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByRole("status", { name: "Refresh failed" })).toContainText("user name is empty");
    await expect(readAt).toBeHidden();
    await expect(row).toBeVisible();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("User", { exact: true }).fill("root");
    await page.getByLabel("Password", { exact: true }).fill("rootpw");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Authentication on", { exact: true })).toBeVisible();

    // etcd goes away while a user is being made: what was typed stays.
    await page.getByRole("button", { name: "New user" }).click();
    const dialog = page.getByRole("dialog", { name: "New user" });
    await dialog.getByLabel("Name", { exact: true }).fill("late");
    await dialog.getByLabel("Password", { exact: true }).fill("latepw");
    faults.allow(/status of 500/);
    await etcd.halt();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status", { name: "Refresh failed", includeHidden: true })).toBeVisible();
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("late");
    await expect(dialog.getByLabel("Password", { exact: true })).toHaveValue("latepw");
  });
});

test("authentication cannot be enabled without a working login of root, and is enabled with one", async ({ page }) => {
  await withOpenEtcd(page, async ({ port }, etcdctl) => {
    // etcd says that it changes the password of such a user, and refuses every password afterwards.
    await etcdctl(["user", "add", "root", "--no-password"]);
    await openLink(page, `/c/${encodeURIComponent(`127.0.0.1:${port}`)}/access`);
    await page.getByRole("button", { name: "Enable authentication…" }).click();
    const dialog = page.getByRole("dialog");
    const enable = dialog.getByRole("button", { name: "Enable authentication" });
    await expect(dialog.getByRole("status")).toHaveText("Enter a password for root.");
    await expect(enable).toBeDisabled();
    await dialog.getByLabel("Password for root").fill("rootpw");
    await dialog.getByLabel("Confirm password").fill("other");
    await expect(enable).toBeDisabled();
    await dialog.getByLabel("Confirm password").fill("rootpw");
    await expectAccessible(page);
    await enable.click();
    await expect(page.getByText("Authentication on", { exact: true })).toBeVisible();
    await expect(etcdctl(["get", "x"])).rejects.toThrow("user name is empty");
    expect(await etcdctl(["user", "list", "--user=root:rootpw"])).toContain("root");
    // The user whom one is signed in as cannot be deleted, nor lose what lets it manage.
    await page.getByRole("button", { name: "root", exact: true }).first().click();
    await expect(page.getByRole("button", { name: "Delete user root…" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Revoke role root from root…" })).toBeDisabled();

    // etcd calls the password of a user without one changed, too.
    await etcdctl(["user", "add", "cert", "--no-password", "--user=root:rootpw"]);
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("button", { name: "cert", exact: true }).click();
    await page.getByLabel("New password").fill("certpw");
    await page.getByLabel("Confirm password").fill("certpw");
    await page.getByRole("button", { name: "Change password" }).click();
    const confirm = page.getByRole("dialog", { name: "Change password of cert" });
    await expect(confirm).toContainText("Clients signing in as cert with the old password are locked out.");
    await confirm.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("cert cannot sign in with the new password: ")).toBeVisible();

    await page.getByRole("button", { name: "Disable authentication…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable authentication" }).click();
    await expect(page.getByText("Authentication off", { exact: true })).toBeVisible();
    expect(await etcdctl(["get", "x"])).toBe("");
  });
});

test("a limited user sees its own rights, and a partial verdict on the cluster that says what is missing", async ({
  page,
}) => {
  await withAuthEtcd(page, async ({ port }) => {
    await signIn(page, port, "app", "apppw");
    const own = page.getByRole("region", { name: "Your permissions" });
    await expect(own).toContainText("read and write");
    await expect(own).toContainText("/app/…");
    await expect(own).toContainText("via appr");
    await page.getByRole("link", { name: "Cluster" }).click();
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect(verdict.getByRole("heading")).toHaveText("Cannot tell whether the cluster is healthy");
    await expect(verdict).toContainText("etcd says: ");
    await expect(verdict).toContainText("Sign in as a user with the role root");
    await expectAccessible(page);
  });
});
