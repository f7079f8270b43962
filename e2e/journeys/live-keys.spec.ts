import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";

// What lights up fades here as it does for most people; the other journeys ask for less motion.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("what others write shows by itself: in the tree, the counts, the open value and the overview", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  const badge = page.getByRole("button", { name: "Live updates" });
  await etcdctl(["put", "/live/one", "1"]);
  await keys.open("sample", { prefix: "/live/" });
  await expect(badge).toHaveText("live");
  await expect(keys.row("one")).toBeVisible();
  await etcdctl(["put", "/live/two", "2"]);
  await expect(keys.row("two")).toBeVisible();
  const newest = page.getByRole("region", { name: "Newest writes" }).getByRole("listitem");
  await expect(newest.first()).toContainText("created/live/two");
  await etcdctl(["del", "/live/one"]);
  await expect(keys.row("one")).toBeHidden();
  await expect(newest.first()).toContainText("deleted/live/one");
  await expect(
    page.getByRole("term").filter({ hasText: "Keys" }).first().locator("xpath=following-sibling::dd[1]"),
  ).toHaveText("1");
  await etcdctl(["put", "/live/deep/er/three", "3"]);
  await expect(keys.row("deep/er/")).toContainText("1");
  const { modRevision: revision } = await readKey(etcdctl, "/live/deep/er/three");
  await expect(page.getByTitle("Newest revision seen")).toHaveText(`revision ${revision.toLocaleString("en")}`);

  // The table is the same list: it follows in order, with every fact and the value.
  await page.getByRole("button", { name: "Toggle table view" }).click();
  const rows = page.getByRole("grid").getByRole("row");
  await expect(rows).toHaveText([/^Key/, /^deep\/er\/three1/, /^two1/]);
  await etcdctl(["put", "/live/then", "new"]);
  await expect(rows).toHaveText([/^Key/, /^deep\/er\/three1/, /^then1.*new$/, /^two1/]);
  await etcdctl(["put", "/live/then", "newer"]);
  await expect(rows.nth(2)).toHaveText(/^then2.*newer$/);
  await etcdctl(["del", "/live/then"]);
  await expect(rows).toHaveText([/^Key/, /^deep\/er\/three1/, /^two1/]);
  await page.getByRole("button", { name: "Toggle table view" }).click();

  await keys.row("two").click();
  await keys.expectValue("2");
  const lights = () => keys.row("two").evaluate((row) => row.getAnimations().length);
  await expect.poll(lights).toBe(0);
  // It is lit for a moment only: who looks once etcdctl has ended may be late.
  await Promise.all([expect.poll(lights, { intervals: [100] }).toBe(1), etcdctl(["put", "/live/two", "2 and more"])]);
  await keys.expectValue("2 and more");
  await expect(keys.fact("version")).toHaveText("2");
  await expect(keys.row("two")).toContainText("v2");

  // An edit is never replaced: what has overtaken it is told, with what it changed.
  await keys.replaceValue("mine");
  await etcdctl(["put", "/live/two", "theirs"]);
  const { modRevision } = await readKey(etcdctl, "/live/two");
  await expect(page.getByText(`Overtaken by revision ${modRevision.toLocaleString("en")}`)).toBeVisible();
  await page.getByRole("button", { name: "Their changes" }).click();
  await expect(page.getByRole("region", { name: "Value" })).toContainText("theirs");
  await keys.expectValue("mine");
  await page.getByRole("button", { name: "Discard" }).click();
  await keys.expectValue("theirs");
  await etcdctl(["del", "/live/two"]);
  await expect(page.getByText("This key was deleted")).toBeVisible();

  // Off with one key, for good.
  await keys.tree.press("Shift+L");
  await expect(badge).toHaveText("live off");
  await etcdctl(["put", "/live/four", "4"]);
  await page.reload();
  await expect(badge).toHaveText("live off");
  await etcdctl(["put", "/live/five", "5"]);
  await expect(keys.row("four")).toBeVisible();
  await badge.click();
  await expect(badge).toHaveText("live");
  await expect(keys.row("five")).toBeVisible();
});

test("while too much is written, nothing is called exact or counted that nobody saw", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  const badge = page.getByRole("button", { name: "Live updates" });
  await etcdctl(["put", "/burst/one", "1"]);
  await keys.open("sample", { prefix: "/burst/" });
  await expect(badge).toHaveText("live");
  const prefixLine = page.getByRole("navigation", { name: "Prefix" }).locator("..");
  await expect(prefixLine).toHaveText(/1 key exact$/);
  const names = Array.from({ length: 15_000 }, (_, at) => new TextEncoder().encode(`/burst/x${at}`));
  await expect(async () => {
    await fillEtcd(etcd.endpoint, names);
    await expect(badge).toHaveText("live: busy", { timeout: 1000 });
  }).toPass();
  await expect(prefixLine).not.toContainText("exact");
  await expect(page.getByText(/^exact at revision \d/)).toBeVisible();
  await expect(page.getByText("not counted now")).toBeVisible();
  await expect(page.getByRole("region", { name: "Newest writes" })).toContainText("not live since");
  // The keys in sight are followed still, and others are read where one of them goes.
  await expect(badge).toHaveAttribute("title", /Only keys in sight are live/);
  await etcdctl(["put", "/burst/one", "2"]);
  await expect(keys.row("one")).toContainText("v2");
  await etcdctl(["del", "/burst/one"]);
  await expect(keys.row("one")).toBeHidden();
  await etcdctl(["del", "/burst/", "--prefix"]);
  await etcdctl(["put", "/burst/after", "2"]);
  await badge.click();
  await badge.click();
  await expect(badge).toHaveText("live");
  await expect(prefixLine).toHaveText(/1 key exact$/);
});
