import { readFile } from "node:fs/promises";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { fill } from "../many-keys.ts";
import { BulkDialog } from "../pages/bulk-dialog.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openHistory } from "../pages/write-history.ts";
import { readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

test("a copy goes on over other screens and connections, is stopped from there, and its dialog is found again", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await fill(etcd, "/away/a/", 600);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/away/a/" });
  await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
  const bulk = new BulkDialog(page);
  await bulk.begin("Y");
  await bulk.dialog.getByLabel(/New prefix/).fill("/away/b/");
  await bulk.button("Create plan").click();
  // The second batch is held until the screen was left.
  let writes = 0;
  const left = Promise.withResolvers<void>();
  await page.route("**/api/etcd/query", async (route) => {
    if ((route.request().postData() ?? "").includes("request_put") && ++writes === 2) await left.promise;
    await route.continue();
  });
  await bulk.button("Copy 600 keys").click();
  await expect.poll(() => writes).toBe(2);
  await bulk.button("Continue in background").click();
  const jobs = page.getByRole("region", { name: "Background jobs" });
  await expect(jobs).toContainText("Copying /away/a/");
  await expect(jobs).toContainText("of 600");
  // It takes its room from the screen, and covers nothing of it.
  const [main, tray, footer] = await Promise.all(
    [page.getByRole("main"), jobs, page.getByRole("contentinfo")].map((each) => each.boundingBox()),
  );
  if (!main || !tray || !footer) throw new Error("a part of the page is not there");
  expect(main.y + main.height).toBeLessThanOrEqual(tray.y);
  expect(tray.y + tray.height).toBeLessThanOrEqual(footer.y);
  await expectAccessible(page);

  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
  await jobs.getByRole("button", { name: "Show" }).click();
  await expect(bulk.dialog.getByRole("status")).toContainText("Running");
  await expect(jobs).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.getByRole("button", { name: /Live, Frankfurt/ }).click();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(keys.tree).toBeVisible();
  await expect(jobs).toContainText("on sample");
  // Only where it writes has another one to wait.
  await jobs.getByRole("button", { name: "Stop" }).click();
  left.resolve();
  await expect(jobs.getByText("Stopped", { exact: true })).toBeVisible();
  await jobs.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\/c\/sample\/keys\?prefix=/);
  await expect(bulk.dialog.getByRole("status")).toContainText("Stopped:");
  await bulk.button(/^Continue$/).click();
  await bulk.expectEnd();
  const copies = await readKeys(etcdctl, ["/away/b/", "--prefix"]);
  expect(copies).toHaveLength(600);
  expect(copies.every(({ version }) => version === 1)).toBe(true);
});

test("what an undo has put back so far does not pass for somebody else's writing", async ({ page, etcd, etcdctl }) => {
  await fill(etcd, "/away/u/", 600);
  const keys = new KeysPage(page);
  await keys.open("sample", { prefix: "/away/u/" });
  await expect(keys.tree.getByRole("treeitem").first()).toBeVisible();
  const bulk = new BulkDialog(page);
  await bulk.begin("D");
  await bulk.button("Delete 600 keys").click();
  await bulk.expectEnd();
  await page.keyboard.press("Escape");
  // The undo is held when a part of it is written.
  let writes = 0;
  const looked = Promise.withResolvers<void>();
  await page.route("**/api/etcd/query", async (route) => {
    if ((route.request().postData() ?? "").includes("request_put") && ++writes === 4) await looked.promise;
    await route.continue();
  });
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => writes).toBe(4);
  // The look that marks what somebody else wrote: keys by name, and nothing written.
  const looks: string[] = [];
  page.on("request", (request) => {
    const body = request.postData() ?? "";
    if (body.includes("keys_only") && !body.includes("range_end") && !body.includes("request_put")) looks.push(body);
  });
  const history = await openHistory(page);
  await expect(history.getByRole("listitem")).toHaveCount(1);
  // What the list asks, it asks when it is drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(looks).toEqual([]);
  await expect(history).not.toContainText("was changed since");
  looked.resolve();
  await expect(history.getByRole("listitem")).toContainText("undone", { timeout: 30_000 });
  await expect(history).not.toContainText("was changed since");
  expect(await readKeys(etcdctl, ["/away/u/", "--prefix"])).toHaveLength(600);
});

test("an export, a find and an import go on while another screen is open", async ({ page, etcd, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("an export goes on while another screen is open, and hands its file over there", async () => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, "showSaveFilePicker");
    });
    await fill(etcd, "/away/export/", 3);
    await keys.open("sample", { prefix: "/away/export/" });
    await expect(keys.tree.getByRole("treeitem")).toHaveCount(3);
    const left = Promise.withResolvers<void>();
    await page.context().route("**/api/etcd/stream", async (route) => {
      await left.promise;
      await route.continue();
    });
    await page.keyboard.press("Shift+E");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Export keys" }).click();
    await dialog.getByRole("button", { name: "Continue in background" }).click();
    const jobs = page.getByRole("region", { name: "Background jobs" });
    await expect(jobs).toContainText("Exporting /away/export/");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
    const downloading = page.waitForEvent("download");
    left.resolve();
    const lines = (await readFile(await (await downloading).path(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(3);
    await expect(jobs).toBeHidden();
    await expect(page.getByTestId("notice")).toContainText("Exported 3 keys");
    await page.getByTestId("notice").getByRole("button", { name: "Show" }).click();
    await expect(dialog.getByRole("status")).toContainText("Exported 3 keys");
    await page.context().unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("a find looks on while another screen is open, and shows what it found when one comes back", async () => {
    await fill(etcd, "/away/find/", 20);
    const left = Promise.withResolvers<void>();
    await page.context().route("**/api/etcd/stream", async (route) => {
      await left.promise;
      await route.continue();
    });
    await showPath(page, "/c/sample/keys?find=keys&q=0001&prefix=/away/find/");
    await expect(page.getByRole("progressbar", { name: "Keys searched" })).toBeVisible();
    const jobs = page.getByRole("region", { name: "Background jobs" });
    // Its own panel shows it.
    await expect(jobs).toBeHidden();
    await page.getByRole("link", { name: "Leases" }).click();
    await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
    await expect(jobs).toContainText("Searching 0001");
    await expectAccessible(page);
    left.resolve();
    await expect(jobs).toBeHidden();
    await page.getByTestId("notice").getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("listbox", { name: "Search results" }).getByRole("option")).toHaveCount(11);
    await expect(page.getByRole("textbox", { name: "Search" })).toHaveValue("0001");
    // What was found is not read again.
    const lastRequest = await keys.lastRequest.textContent();
    await page.getByRole("link", { name: "Leases" }).click();
    await page.getByRole("link", { name: "Keys" }).click();
    await expect(page.getByRole("listbox", { name: "Search results" }).getByRole("option")).toHaveCount(11);
    expect(lastRequest).not.toBe("");
    await page.context().unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("an import writes on while another screen is open, tells its end there, and is undone", async () => {
    await keys.open("sample");
    await expect(keys.tree).toBeVisible();
    await page.keyboard.press("Shift+I");
    const lines = Array.from({ length: 600 }, (_, at) => `{"key_text":"/away/import/${at}","value_text":"x"}\n`);
    const buffer = Buffer.from(lines.join(""));
    await page.getByLabel(/^File/).setInputFiles({ name: "keys.jsonl", mimeType: "text/plain", buffer });
    await page.getByRole("button", { name: "Compare" }).click();
    let writes = 0;
    const left = Promise.withResolvers<void>();
    await page.context().route("**/api/etcd/query", async (route) => {
      if ((route.request().postData() ?? "").includes("request_put") && ++writes === 2) await left.promise;
      await route.continue();
    });
    await page.getByRole("button", { name: "Write 600 keys" }).click();
    await expect.poll(() => writes).toBe(2);
    await page.keyboard.press("Escape");
    const jobs = page.getByRole("region", { name: "Background jobs" });
    await expect(jobs).toContainText("Importing keys.jsonl");
    await expect(jobs).toContainText("of 600");
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page.getByRole("heading", { name: "Transaction", level: 1 })).toBeVisible();
    await jobs.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("dialog", { name: "Import keys" }).getByRole("status")).toContainText("of 600 keys");
    await page.keyboard.press("Escape");
    left.resolve();
    await expect(jobs).toBeHidden();
    await expect(page.getByTestId("notice")).toContainText("Imported 600 keys");
    expect(await readKeys(etcdctl, ["/away/import/", "--prefix", "--keys-only"])).toHaveLength(600);
    await page.getByTestId("notice").getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => readKeys(etcdctl, ["/away/import/", "--prefix", "--keys-only"])).toEqual([]);
  });
});
