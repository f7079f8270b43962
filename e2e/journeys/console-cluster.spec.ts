import { expect, test } from "@playwright/test";
import { withCluster } from "../cluster-etcd.ts";
import { ConsolePage } from "../pages/console-page.ts";

test.describe.configure({ timeout: 150_000 });

test("every configured endpoint is told of by its address, a dead one too", async ({ page, context }) => {
  await withCluster({ context }, async ({ cluster, origin, etcdctl }) => {
    const terminal = new ConsolePage(page);
    await page.goto(`${origin}/c/three/console`);
    const firstColumn = async (text: string) => {
      await terminal.run(text);
      await expect(terminal.entry(text)).toContainText("done");
      const printed = await terminal.entry(text).locator("pre").nth(1).textContent();
      return (printed ?? "")
        .trim()
        .split("\n")
        .map((line) => line.split(",", 1)[0]);
    };
    const theirs = (await etcdctl(["endpoint", "hashkv"])).toString().trim().split("\n");
    expect(await firstColumn("endpoint hashkv")).toEqual(theirs.map((line) => line.split(",", 1)[0]));
    expect(await firstColumn("endpoint status")).toEqual([...cluster.endpoints]);
    await terminal.run("endpoint health -w json");
    for (const endpoint of cluster.endpoints) {
      await expect(terminal.entry("endpoint health -w json")).toContainText(`"endpoint":"${endpoint}","health":true`);
    }
    await cluster.members[2]?.halt();
    await terminal.run("endpoint status");
    await expect(terminal.entry("endpoint status")).toContainText(
      `Failed to get the status of endpoint ${cluster.endpoints[2]}`,
    );
    await expect(terminal.entry("endpoint status")).toContainText(cluster.endpoints[1] ?? "");
  });
});

test("a watch goes on after the servers were away, and misses nothing", async ({ page, context }) => {
  await withCluster({ context }, async ({ cluster, origin, etcdctl }) => {
    const terminal = new ConsolePage(page);
    await page.goto(`${origin}/c/three/console`);
    await etcdctl(["put", "/w/before", "0"]);
    await terminal.run("watch /w/ --prefix --rev=1");
    const watch = terminal.entry("watch /w/ --prefix --rev=1");
    await expect(watch).toContainText("/w/before");
    await Promise.all(cluster.members.map((member) => member.halt()));
    await expect(watch).toContainText("Connection lost. The watch resumes from revision 3");
    await Promise.all(cluster.members.map((_, at) => cluster.restart(at)));
    await etcdctl(["put", "/w/after", "1"]);
    await expect(watch).toContainText("/w/after", { timeout: 30_000 });
    await expect(watch).not.toContainText("Connection lost");
    await expect(watch).toContainText("running");
    const printed = (await watch.locator("pre").nth(1).textContent()) ?? "";
    expect(printed).toBe("PUT\n/w/before\n0\nPUT\n/w/after\n1\n");
  });
});
