import { expect, test } from "@playwright/test";
import { withCluster } from "../cluster-etcd.ts";
import { KeysPage } from "../pages/keys-page.ts";

test("without a leader, keys and values are read from one member on request, and marked as perhaps old", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await withCluster({ context }, async ({ cluster, origin, etcdctl }) => {
    await etcdctl(["put", "/config/a", "kept"]);
    for (const member of cluster.members.slice(1)) await member.halt();
    const keys = new KeysPage(page);
    await page.goto(`${origin}/c/three/keys?key=%2Fconfig%2Fa`);
    const region = page.getByRole("region", { name: "Keys" });
    await region.getByRole("button", { name: "Read from one member" }).click({ timeout: 40_000 });
    const mark = page.getByRole("status", { name: "Reads from one member" });
    await expect(mark).toContainText("May be outdated.");
    await expect(keys.row("config/").or(keys.row("/config/")).first()).toBeVisible();
    await keys.expectValue("kept");
    // A write still needs the cluster.
    await keys.replaceValue("new");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/^Could not save\..*may or may not have happened/)).toBeVisible({ timeout: 30_000 });
    for (const at of [1, 2]) await cluster.restart(at);
    await mark.getByRole("button", { name: "Read from cluster" }).click();
    await expect(mark).toBeHidden();
  });
});
