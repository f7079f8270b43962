import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { withCluster } from "../cluster-etcd.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, type Etcdctl } from "../witness.ts";

test("without a leader, keys are read from one member on request and marked as perhaps old, and leases are not known until there is one again", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await withCluster({ context }, async ({ cluster, origin, etcdctl }) => {
    const run: Etcdctl = (args) => etcdctl(args);
    const long = await grantLease(run, 600);
    await etcdctl(["put", "/config/a", "kept", `--lease=${long}`]);
    const held = await grantLease(run, 30);
    await etcdctl(["put", `/locks/a/${held.replace(/^0+/, "")}`, "node-1", `--lease=${held}`]);
    const leases = await openLeases(context, origin, long);
    const locks = await openLocks(context, origin);
    const short = await grantLease(run, 12);
    const grantedAtMs = Date.now();
    for (const member of cluster.members.slice(1)) await member.halt();
    const keys = new KeysPage(page);
    await page.goto(`${origin}/c/three/keys?key=%2Fconfig%2Fa`);
    const region = page.getByRole("region", { name: "Keys" });
    await region.getByRole("button", { name: "Read from one member" }).click({ timeout: 40_000 });
    const mark = page.getByRole("status", { name: "Reads from one member" });
    await expect(mark).toContainText("May be outdated.");
    await expect(keys.row("config/").or(keys.row("/config/")).first()).toBeVisible();
    await keys.expectValue("kept");
    // A member tells its keys, and no time of their leases.
    const lease = page.getByRole("main").getByRole("button", { name: long });
    await expect(lease).toContainText("not known", { timeout: 20_000 });
    // A write still needs the cluster.
    await keys.replaceValue("new");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/^Could not save\..*may or may not have happened/)).toBeVisible({ timeout: 30_000 });

    await leases.expectUnknown(/^not known · was 9 min \d+ s at \d\d:\d\d:\d\d$/, "1 attached key as last known");
    await leases.page.getByRole("button", { name: "Keep alive", exact: true }).click();
    const failed = new KeysPage(leases.page).notice(/^Could not keep the lease alive\..*may or may not have happened/);
    await expect(failed).toBeVisible({ timeout: 30_000 });
    await leases.page.reload();
    await leases.expectUnknown("not known", "Attached keys not known");
    await locks.expectUnknown();

    // No lease expires without a quorum: the next leader gives each its whole time again.
    await expect.poll(() => Date.now() - grantedAtMs, { timeout: 15_000 }).toBeGreaterThan(12_000);
    await cluster.restart(1);
    expect((await etcdctl(["lease", "timetolive", short])).toString()).toMatch(/remaining\(\d+s\)/);
    await cluster.restart(2);
    await leases.expectKnown();
    await locks.expectKnown();
    await expect(lease).toContainText(/9 min \d+ s/, { timeout: 20_000 });
    await mark.getByRole("button", { name: "Read from cluster" }).click();
    await expect(mark).toBeHidden();
  });
});

/** The leases, with one of 10 minutes open beside them. */
async function openLeases(context: BrowserContext, origin: string, id: string) {
  const page = await context.newPage();
  const list = page.getByRole("listbox", { name: "Leases" });
  const row = list.getByRole("option", { name: id });
  const left = page.getByTestId("lease-left");
  const line = page.getByRole("status", { name: "Refresh failed" });
  const expectKnown = async () => {
    await expect(left).toHaveText(/^9 min \d+ s$/, { timeout: 20_000 });
    await expect(row).toContainText(/9 min \d+ s/);
    await expect(line).toBeHidden();
    await expect(page.getByRole("main")).not.toContainText("not known");
    await expect(page.getByText(/^\d leases?$/)).toBeVisible();
  };
  await page.goto(`${origin}/c/three/leases?lease=${id.padStart(16, "0")}`);
  await expectKnown();
  return {
    page,
    expectKnown,
    expectUnknown: async (words: RegExp | string, keys: string) => {
      await expect(page.getByText(/^\d leases? as last known: no leader$/)).toBeVisible({ timeout: 20_000 });
      await expect(line).toHaveText(
        /^No leader: remaining times are not known\. No lease expires without a quorum\. Check the quorum under Cluster\./,
      );
      await expect(line.getByRole("button", { name: "Open Cluster" })).toBeEnabled();
      await expect(left).toHaveText(words);
      await expect(page.getByText(keys)).toBeVisible();
      const rows = list.getByRole("option");
      await expect(rows.filter({ hasText: "not known" })).toHaveCount(await rows.count());
      // The reason is told once.
      await expect(page.getByRole("main").getByText("leader")).toHaveCount(2);
    },
  };
}

/** The locks below a prefix, of which one is held by a lease of 30 s. */
async function openLocks(context: BrowserContext, origin: string) {
  const page: Page = await context.newPage();
  const lock = page.getByRole("region", { name: "Election /locks/a" });
  const line = page.getByRole("status", { name: "Refresh failed" });
  const expectKnown = async () => {
    await expect(lock).toContainText(/\d s/, { timeout: 20_000 });
    await expect(line).toBeHidden();
  };
  await page.goto(`${origin}/c/three/locks?prefix=%2Flocks%2F`);
  await expectKnown();
  return {
    expectKnown,
    expectUnknown: async () => {
      await expect(lock).toContainText("not known", { timeout: 20_000 });
      await expect(line).toContainText(/^Could not read the holders' leases\. .*no leader.*quorum under Cluster\./i);
      // Nor can the locks be read; both are again without being asked for.
      await page.getByRole("button", { name: "Refresh" }).click();
      await expect(line).toContainText(/^Could not refresh\./, { timeout: 20_000 });
    },
  };
}
