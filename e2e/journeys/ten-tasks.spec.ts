import { readFile } from "node:fs/promises";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { countSteps, type Steps } from "../steps.ts";
import { readKey, readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

/** Does a task, and says how many steps it took. */
async function stepsOf(page: Page, task: (steps: Steps) => Promise<void>): Promise<number> {
  const steps = countSteps(page);
  await task(steps);
  return steps.count;
}

test("a newcomer sees the data at once", async ({ page, etcd, faults }) => {
  const only = { name: "only", label: "The only one", readOnly: false, endpoints: [etcd.endpoint] };
  const app = await serveApp({ connections: [only], allowedTargets: "" });
  try {
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    await page.goto(app.origin);
    await expect(page.getByRole("heading", { name: "All keys" })).toBeVisible();
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});

test("every task takes few steps", async ({ page, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("editing, copying, creating, deleting and exporting take few steps", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    // The browser's own dialog for files cannot be driven: what is exported goes to the downloads.
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, "showSaveFilePicker");
    });
    await etcdctl(["put", "/tasks/greeting", "hello"]);
    await keys.open("sample", { key: "/tasks/greeting" });
    await keys.expectValue("hello");
    await expect(keys.row("greeting")).toBeVisible();

    const copied = await stepsOf(page, (steps) =>
      steps.click(page.getByRole("button", { name: "Copy value" }).first()),
    );
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("hello");
    expect(copied, "copy the value").toBe(1);

    await keys.tree.focus();
    const saved = await stepsOf(page, async (steps) => {
      await steps.press("e");
      await steps.type(["oh, "], false);
      await steps.press("ControlOrMeta+s");
      await expect(keys.notice(/Saved/)).toBeVisible();
    });
    expect((await readKey(etcdctl, "/tasks/greeting")).value.toString()).toBe("oh, hello");
    expect(saved, "edit and save").toBe(3);

    await keys.tree.focus();
    const created = await stepsOf(page, async (steps) => {
      await steps.press("n");
      await expect(page.getByRole("dialog").getByLabel("Key")).toBeFocused();
      await steps.type(["second", "two"], false);
      await steps.press("ControlOrMeta+Enter");
      await expect(page.getByRole("heading", { name: "/tasks/second" })).toBeVisible();
    });
    expect((await readKey(etcdctl, "/tasks/second")).value.toString()).toBe("two");
    expect(created, "a new key").toBe(3);

    await keys.tree.focus();
    const deleted = await stepsOf(page, async (steps) => {
      await steps.press("Delete");
      // What it says is read first, and until then it takes no answer.
      const dialog = page.getByRole("dialog", { name: "Delete key" });
      await expect(dialog.getByRole("button", { name: "Delete" })).toBeEnabled();
      await steps.press("ControlOrMeta+Enter");
      await expect(keys.notice(/Deleted/)).toBeVisible();
    });
    expect(await readKeys(etcdctl, ["/tasks/", "--prefix"])).toHaveLength(1);
    expect(deleted, "delete").toBe(2);

    await keys.open("sample");
    const downloading = page.waitForEvent("download");
    const exported = await stepsOf(page, async (steps) => {
      await steps.click(keys.row("/tasks/"), "right");
      await steps.click(page.getByRole("menuitem", { name: /^Export/ }));
      await steps.click(page.getByRole("dialog").getByRole("button", { name: "Export keys" }));
      expect(String(await readFile(await (await downloading).path()))).toContain("oh, hello");
    });
    expect(exported, "export a folder").toBe(3);
  });

  await test.step("switching, opening and finding take two steps each", async () => {
    await etcdctl(["put", "/tasks/greeting", "a needle in a value"]);
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    const switched = await stepsOf(page, async (steps) => {
      await steps.click(page.getByRole("button", { name: /^Sample data/ }));
      await steps.click(page.getByRole("option", { name: /^Live, Frankfurt/ }));
      await expect(page).toHaveTitle("Keys · Live, Frankfurt · etcd explorer");
    });
    expect(switched, "switch the connection").toBe(2);

    await showPath(page, "/c/sample/leases");
    await expect(page.getByRole("heading", { name: "Leases" })).toBeVisible();
    const opened = await stepsOf(page, async (steps) => {
      await steps.press("ControlOrMeta+k");
      await steps.type(["/config/db/pool"], true);
      await expect(page.getByRole("heading", { name: "/config/db/pool" })).toBeVisible();
    });
    expect(opened, "open a known key, from another screen").toBe(2);

    const results = page.getByRole("listbox", { name: "Search results" });
    const byName = await stepsOf(page, async (steps) => {
      await steps.press("/");
      await steps.type(["greet"], true);
      await expect(results.getByRole("option", { name: "/tasks/greeting" })).toBeVisible();
    });
    expect(byName, "find by a part of the name").toBe(2);

    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    const byValue = await stepsOf(page, async (steps) => {
      await steps.press("/");
      await steps.type(["NEEDLE in"], true);
      await expect(results.getByRole("option", { name: /^\/tasks\/greeting/ })).toBeVisible();
    });
    expect(byValue, "find in values").toBe(2);
  });
});
