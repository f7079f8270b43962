import { readFile } from "node:fs/promises";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { cuttableWatches } from "../cuttable-watches.ts";
import { expect, test } from "../fixtures.ts";
import { exportedLines } from "../pages/exported-events.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { watchedLines, watchersOf } from "../witness.ts";

const watchScreen = (page: Page) => {
  const table = page.getByRole("treegrid", { name: "Events" });
  return {
    table,
    /** A row that has all of these texts. */
    row: (...texts: readonly string[]) =>
      texts.reduce((rows, text) => rows.filter({ hasText: text }), table.getByRole("row")),
    chip: (name: string) => page.getByRole("list", { name: "Watches" }).getByRole("listitem").filter({ hasText: name }),
    find: page.getByRole("textbox", { name: "Find in keys and values" }),
    open: async (watches: string) => {
      await page.goto(`/c/sample/watch?watch=${encodeURIComponent(watches)}`);
      await expect(page.getByText(/^(?:Complete|All watches complete) up to revision/)).toBeVisible();
    },
  };
};

const countsKeys = (body: string | null) => /count_?only/i.test(body ?? "");

test("what etcdctl writes appears with what it changed, for as long as one watches, and is there when one comes back", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const { table, row, chip, find } = watchScreen(page);
  // The page of the journey before may still be leaving.
  await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
  await page.goto("/c/sample/watch");
  await expect(page.getByRole("heading", { name: "Watch keys as they change" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add watch" });
  await dialog.getByRole("textbox", { name: "Prefix" }).press("Enter");
  await expect(dialog).toContainText("Enter a prefix, or choose all keys");
  await expectAccessible(page);
  await page.keyboard.type("/watched/");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Complete up to revision/)).toBeVisible();
  await expect(table).toBeFocused();

  await etcdctl(["put", "/watched/pool", '{"min":2,"max":16}']);
  await etcdctl(["put", "/watched/pool", '{"min":2,"max":24}']);
  await etcdctl(["put", "/elsewhere", "unseen"]);
  const lease = /lease ([0-9a-f]+)/.exec(String(await etcdctl(["lease", "grant", "600"])))?.[1] ?? "";
  await etcdctl(["put", "/watched/lock", "node-7", `--lease=${lease}`]);
  await etcdctl(["lease", "revoke", lease]);
  await expect(row("DEL", "/watched/lock")).toContainText("was node-7 lease ended, probably");
  await expect(row("PUT", "/watched/lock")).toContainText(`created lease ${lease}`);
  await expect(row("/watched/pool", "max")).toContainText("max: 16 → 24");
  await expect(table.getByRole("row")).toHaveCount(5);
  await expect(chip("/watched/")).toContainText("4");

  // The change, line by line, below its row.
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await expect(row("16 → 24")).toHaveAttribute("aria-expanded", "true");
  await expect(table.locator("[data-kind=removed]")).toHaveText(/"max": 16/);
  await expect(table.locator("[data-kind=added]")).toHaveText(/"max": 24/);
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("ArrowLeft");
  await expect(row("16 → 24")).toHaveAttribute("aria-expanded", "false");

  // Paused, nothing moves and nothing is lost.
  await page.keyboard.press("Space");
  await etcdctl(["put", "/watched/text", "a\nb\n"]);
  await expect(page.getByText("Paused · 1 new event")).toBeVisible();
  await expect(row("/watched/text")).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(row("/watched/text")).toContainText("created");

  await page.keyboard.press("/");
  await page.keyboard.type("NODE-7");
  await expect(table.getByRole("row")).toHaveCount(3);
  await page.keyboard.press("ArrowDown");
  await expect(table.getByRole("row", { selected: true })).toContainText("/watched/lock");
  await find.press("Escape");
  await page.getByRole("button", { name: "Deletes" }).click();
  await expect(table.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Deletes" }).click();
  await page.keyboard.press("k");
  await expect(row("/watched/pool")).toContainText("2 events");
  await expect(page).toHaveURL(/group=key/);
  await etcdctl(["put", "/watched/text", "c"]);
  await expect(row("/watched/text")).toContainText(/2 events.*1 B$/);
  // The top bar knows the revision that the watch has told.
  const complete = page.getByText(/^Complete up to revision/);
  const seen = async () => await page.getByTitle("Newest revision seen").textContent();
  await expect.poll(async () => (await complete.textContent()) === `Complete up to ${await seen()}`).toBe(true);
  await page.keyboard.press("k");

  const download = page.waitForEvent("download");
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await page.keyboard.press("Shift+E");
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines.map((line) => /^{"type":"(\w+)"/.exec(line)?.[1])).toEqual([
    "PUT",
    "PUT",
    "PUT",
    "DELETE",
    "PUT",
    "PUT",
  ]);
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    kv: { value_text: '{"min":2,"max":24}' },
    prev_kv: { version: "1" },
  });

  // Left, the watch of etcd ends; the events stay, and what happened meanwhile is there afterwards.
  expect(await watchersOf(etcd.endpoint)).toBe(1);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
  await etcdctl(["del", "/watched/pool"]);
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(row("DEL", "/watched/pool")).toContainText('was {"min":2,"max":24}');
  await expect(table.getByRole("row")).toHaveCount(8);
  await expect(chip("/watched/")).toContainText("7");

  await page.keyboard.press("x");
  await expect(table).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(table.getByRole("row")).toHaveCount(8);
  await page.getByRole("button", { name: "Close watch /watched/" }).click();
  await expect(page.getByRole("heading", { name: "Watch keys as they change" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(table.getByRole("row")).toHaveCount(8);

  // A link leads here, and a reload of another screen does not lose the watches, but their events.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("y");
  await expect(page.getByText("Link copied. It reopens these watches.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Add condition", exact: true })).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page.getByText("Reopened 1 watch. A reload does not keep events.")).toBeVisible();
  await expect(chip("/watched/")).toBeVisible();
  await expect(page).toHaveURL(/watch=prefix/);
  await expect(page.getByText("No events yet")).toBeVisible();
  await page.getByRole("button", { name: "Close watch /watched/" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Watch keys as they change" })).toBeVisible();
});

test("watches open from keys and folders, replay the past, draw what is compacted, and lead to the key", async ({
  page,
  etcdctl,
}) => {
  const { table, row, chip, open } = watchScreen(page);
  const revisionOf = async (key: string) =>
    Number(/"revision":(\d+)/.exec(String(await etcdctl(["get", key, "-w", "json"])))?.[1]);
  await etcdctl(["put", "/watched/a", "1"]);
  const first = await revisionOf("/watched/a");
  for (const value of ["2", "3", "4"]) await etcdctl(["put", "/watched/a", value]);
  await etcdctl(["compact", String(first + 2)]);

  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/watched/" });
  await page.getByRole("button", { name: "Watch", exact: true }).click();
  await expect(chip("/watched/")).toBeVisible();
  await open(`key /watched/a rev=${first};prefix /config/ only=delete`);
  await expect(row("were compacted")).toContainText(
    `Revisions ${first} to ${first + 1} were compacted. Events in between are not known.`,
  );
  await expect(row("/watched/a")).toHaveCount(2);
  await expect(chip("/watched/a")).toContainText("2");
  await expectAccessible(page);
  await etcdctl(["put", "/config/new", "1"]);
  await etcdctl(["del", "/config/new"]);
  await expect(row("/config/new")).toHaveText(/DEL/);

  // On a phone's width what changed is below the key.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row("/config/new")).toContainText("was 1");
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  await row("/watched/a").first().hover();
  await page.getByRole("button", { name: "Open key /watched/a" }).click();
  await keys.expectValue("4");
  await page.keyboard.press("w");
  await expect(chip("/watched/a")).toHaveCount(2);
  await expect(table).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+O");
  await expect(page).toHaveURL(new RegExp(`at=${first + 2}`));
  await keys.expectValue("3");
});

test("a watch that etcd refuses says why, one that would replay much asks, and one that is cut off goes on", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const { row, chip, open } = watchScreen(page);
  const status = page.getByRole("status");
  const watches = await cuttableWatches(page);
  await test.step("a replay of more than 100,000 revisions waits for an answer", async () => {
    // So many writes take minutes: the page is told that they were there.
    await page.route("**/api/etcd/query", async (route) => {
      if (!countsKeys(route.request().postData())) return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(/(revision\\?":\s*\\?")\d+/g, "$1200000");
      return route.fulfill({ response, body });
    });
    await page.goto(`/c/sample/watch?watch=${encodeURIComponent("prefix /asks/ rev=2")}`);
    await expect(status.filter({ hasText: "199,999 revisions behind" })).toBeVisible();
    await expect(chip("/asks/")).toContainText("on hold");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Start from now" }).click();
    await expect(row("were skipped")).toContainText("Revisions 2 to 200,000");
    await page.unrouteAll({ behavior: "wait" });
  });
  await test.step("cut off, it says so, and has what was written meanwhile afterwards", async () => {
    await open("prefix /cut/");
    await etcdctl(["put", "/cut/a", "1"]);
    await expect(row("/cut/a")).toContainText("created");
    await watches.cut();
    await expect(status.filter({ hasText: "/cut/ is disconnected" })).toBeVisible();
    await etcdctl(["put", "/cut/a", "2"]);
    watches.mend();
    await page.getByRole("button", { name: "Retry now" }).click();
    await expect(row("1 → 2")).toBeVisible();
    await expect(row("/cut/a")).toHaveCount(2);
  });
  await test.step("denied, it is not tried again, what may be read is offered, and a token that ends cuts nothing out", async () => {
    await withAuthEtcd(page, async (secured) => {
      await connectAsApp(page, secured);
      await new KeysPage(page).row("/app/").waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("w");
      await expect(page.getByRole("button", { name: "Watch /app/" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Watch all keys" })).toHaveCount(0);
      await page.keyboard.press("n");
      await page.getByRole("dialog").getByText("All keys").click();
      await page.keyboard.press("Enter");
      await expect(status.filter({ hasText: "permission denied" })).toContainText("Ask an administrator");
      await expect(chip("All keys")).toContainText("failed");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Close watch All keys" }).click();

      const asked = { ...secured, etcdctl: etcd.etcdctl };
      const root = (args: readonly string[], stdin?: string) =>
        runEtcdctl(asked, ["--user", "root:rootpw", ...args], stdin);
      await page.getByRole("button", { name: "Watch /app/" }).click();
      await expect(page.getByText(/^Complete up to revision/)).toBeVisible();
      await root(["put", "/app/one", "told"]);
      await expect(row("within → told")).toBeVisible();
      await watches.cut();
      await expect(status.filter({ hasText: "/app/ is disconnected" })).toBeVisible();
      // etcd ends all tokens of a user whose password is set.
      await root(["user", "passwd", "app", "--interactive=false"], "apppw");
      await root(["put", "/app/two", "unheard"]);
      await root(["put", "/secret", "not for app"]);
      await root(["del", "/app/one"]);
      watches.mend();
      await page.getByRole("button", { name: "Retry now" }).click();
      await expect(row("DEL", "/app/one")).toBeVisible();
      const told = await watchedLines({ ...asked, user: "app:apppw", prefix: "/app/" }, 4, 3);
      expect(await exportedLines(page)).toEqual(told);
    });
  });
});
