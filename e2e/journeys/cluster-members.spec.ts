import { expect, test } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { withCluster } from "../cluster-etcd.ts";
import { ClusterPage } from "../pages/cluster-page.ts";

test.describe.configure({ timeout: 150_000 });

test("members stand as etcdctl lists them, charts tell their values, and a menu leads to plans about each", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin, etcdctl }) => {
    const screen = new ClusterPage(page);

    await test.step("the members stand in a table as etcdctl lists them, with all that one tells in a drawer", async () => {
      await screen.open(origin);
      await screen.expectVerdict("Healthy");
      for (const line of (await etcdctl(["member", "list"], 0)).toString().trim().split("\n")) {
        const [id = "", , name = "", peer = "", client = ""] = line.split(", ");
        for (const text of [id, peer, client]) await expect(screen.member(name)).toContainText(text);
      }
      await etcdctl(["put", "/members/a", "x"]);

      // By the keyboard: from the name into the drawer, and back to the name.
      const name = screen.member("m1").getByRole("button", { name: "m1", exact: true });
      await name.focus();
      await page.keyboard.press("Enter");
      const drawer = page.getByRole("dialog", { name: "Metrics of m1" });
      await expect(drawer).toContainText("Connection to m0connected");
      await expect(drawer).toContainText(/Memory \(RSS\)[\d.]+ MB/);
      await expect(drawer).toContainText(/Started\d\d:\d\d/);
      await expect(drawer.getByRole("figure").first()).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await page.keyboard.press("Escape");
      await expect(drawer).toBeHidden();
      await expect(name).toBeFocused();
    });

    await test.step("charts tell the values under the pointer, of all members or one, as a table too", async () => {
      await screen.open(origin);
      await screen.expectVerdict("Healthy");
      await screen.refreshEvery(2);
      const keys = screen.chart("Keys");
      const writes = Array.from({ length: 20 }, (_, at) => `put /charts/${at} x`).join("\n");
      await etcdctl(["txn"], 0, `\n${writes}\n\n\n`);
      await expect(keys).toContainText(/m0[\d,]+.*m1[\d,]+.*m2[\d,]+/);
      // A limit that is far away is told, and not drawn.
      await expect(screen.chart("WAL fsync p99")).toContainText("limit 10.0 ms");
      const size = screen.chart("Database size");
      await expect(size).toContainText("quota 2.1 GB");

      const drawing = size.locator(".u-over");
      await drawing.hover();
      const clock = /\d\d:\d\d:\d\d/;
      await expect(size.locator("figcaption")).toContainText(clock);
      // The others follow the pointer.
      await expect(keys.locator("figcaption")).toContainText(clock);
      await page.getByRole("heading", { level: 1 }).hover();
      await expect(keys.locator("figcaption")).not.toContainText(clock);

      await page.getByLabel("Members in charts").selectOption({ label: "m1" });
      await expect(keys).toContainText(/^Keysm1/);
      await page.getByLabel("Members in charts").selectOption({ label: "All members" });
      await page.getByRole("button", { name: "Table" }).click();
      const table = page.getByRole("table", { name: "Latest values" });
      await expect(table.getByRole("columnheader")).toHaveText(["Metric", "m0", "m1", "m2"]);
      await expect(table.getByRole("row", { name: /^Database size/ })).toContainText(/kB/);
      await expectAccessible(page);
    });

    await test.step("the menu of a member leads to plans about that member", async () => {
      await screen.open(origin);
      await screen.expectVerdict("Healthy");
      const button = screen.member("m2").getByRole("button", { name: "Actions for m2" });
      await button.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("menuitem", { name: "Show metrics" })).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.press("End");
      await expect(page.getByRole("menuitem", { name: "Remove…" })).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(button).toBeFocused();

      await screen.pick("m2", "Remove…");
      await expect(screen.dialog.getByLabel("What")).toHaveValue("remove");
      await expect(screen.dialog.getByRole("button", { name: /^Remove m2/ })).toBeVisible();
      await page.keyboard.press("Escape");

      // One that follows, and another than the plan would choose by itself.
      const followers = page.getByRole("row", { name: /^Member / }).filter({ hasText: "follower" });
      await expect(followers).toHaveCount(2);
      const last = ((await followers.last().getAttribute("aria-label")) ?? "").replace("Member ", "");
      await screen.pick(last, "Make leader…");
      await screen.carryOut(`Move the leader to ${last}`);
      await expect(screen.member(last)).toContainText("leader");
      await expect(screen.events.first()).toContainText(new RegExp(`^.*Leader changed: m\\d → ${last}, term \\d+`));
    });
  });
});
