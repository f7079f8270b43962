import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKey, readKeys } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

test.beforeEach(async ({ page }) => {
  // The browser's own dialog for files cannot be driven: what is exported goes to the downloads.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
});

async function openKeys(page: Page, prefix: string): Promise<void> {
  await new KeysPage(page).open("sample", { prefix });
  await expect(page.getByRole("tree", { name: "Keys" })).toBeVisible();
}

/** Presses Export and gives the path of the file. */
async function exported(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Export keys" }).click();
  const download = await downloading;
  await expect(page.getByText(/^Exported \d+ keys?,/)).toBeVisible();
  return await download.path();
}

test("a prefix and what was found are exported, and come back as they were, or below another prefix", async ({
  page,
  etcdctl,
}) => {
  await test.step("a prefix is exported, deleted and imported again: every byte and lease is as it was", async () => {
    const lease = await grantLease(etcdctl, 3600);
    await etcdctl(["put", "/transfer/plain"], "a value\n");
    await etcdctl(["put", "/transfer/leased", `--lease=${lease}`], "leased");
    await etcdctl(["put", "/transfer/binary"], Uint8Array.of(0xff, 0, 0x0a, 0xfe));
    await etcdctl(["put", "/transfer/empty", ""]);
    const before = await readKeys(etcdctl, ["/transfer/", "--prefix"]);
    for (const format of ["JSON lines", "etcdctl JSON"]) {
      await openKeys(page, "/transfer/");
      await page.keyboard.press("Shift+E");
      await page.getByText(format, { exact: true }).click();
      const file = await exported(page);
      await page.getByRole("button", { name: "Close" }).click();
      await etcdctl(["del", "/transfer/", "--prefix"]);
      await page.keyboard.press("Shift+I");
      await page.getByLabel(/^File/).setInputFiles(file);
      await page.getByText("Same lease", { exact: true }).click();
      await page.getByRole("button", { name: "Compare" }).click();
      await expect(page.getByRole("tab", { name: "New 4" })).toBeVisible();
      await page.getByRole("button", { name: "Write 4 keys" }).click();
      await expect(page.getByText("Done: 4 of 4 keys written")).toBeVisible();
      const after = await readKeys(etcdctl, ["/transfer/", "--prefix"]);
      const content = (kvs: typeof before) => kvs.map(({ key, value, lease: id }) => ({ key, value, id }));
      expect(content(after)).toEqual(content(before));
      await page.getByRole("button", { name: "Close" }).click();
    }
  });

  await test.step("what was found is exported, with its values, and imported below another prefix", async () => {
    await showPath(page, "/c/sample/keys?find=keys&q=db/p&prefix=/config/");
    await expect(page.getByText("1 of", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Export results" }).click();
    const file = await exported(page);
    const text = await readFile(file, "utf8");
    expect(JSON.parse(text)).toMatchObject({ key_text: "/config/db/pool" });
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await page.getByRole("button", { name: "Close search" }).click();
    await page.getByRole("button", { name: "Import keys" }).click();
    await page.getByLabel(/^File/).setInputFiles(file);
    await page.getByLabel("Replace prefix").fill("/config/");
    await page.getByLabel("With").fill("/copy/");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("button", { name: "Write 1 key" }).click();
    await expect(page.getByText("Done: 1 of 1 key written")).toBeVisible();
    const [from, to] = [await readKey(etcdctl, "/config/db/pool"), await readKey(etcdctl, "/copy/db/pool")];
    expect(to.value).toEqual(from.value);
  });
});

const line = (name: string, value: string, more = {}) =>
  `${JSON.stringify({ key_text: `/import/${name}`, value_text: value, ...more })}\n`;

test("an import tells what it would do before it writes, and many writes want the name typed", async ({
  page,
  etcdctl,
}) => {
  await test.step("an import tells adds, changes, conflicts, equal ones and bad lines before it writes", async () => {
    await etcdctl(["put", "/import/equal"], "1");
    await etcdctl(["put", "/import/change"], "old");
    await etcdctl(["put", "/import/conflict"], "old");
    const { modRevision } = await readKey(etcdctl, "/import/conflict");
    await etcdctl(["put", "/import/conflict"], "newer");
    const file =
      line("add", "1") +
      line("equal", "1") +
      line("change", "new") +
      line("conflict", "older", { mod_revision: String(modRevision) }) +
      "nonsense\n";
    await openKeys(page, "/import/");
    await page.getByRole("button", { name: "Import keys" }).click();
    await page
      .getByLabel(/^File/)
      .setInputFiles({ name: "keys.jsonl", mimeType: "text/plain", buffer: Buffer.from(file) });
    await page.getByRole("button", { name: "Compare" }).click();
    for (const tab of ["New 1", "Changed 1", "Conflicts 1", "Equal 1", "Invalid lines 1"]) {
      await expect(page.getByRole("tab", { name: tab })).toBeVisible();
    }
    await page.getByRole("tab", { name: "Invalid lines 1" }).click();
    await expect(page.getByText("Line 5 is not valid JSON")).toBeVisible();
    await expectAccessible(page);
    expect((await readKeys(etcdctl, ["/import/", "--prefix"])).map(({ value }) => value.toString())).toEqual([
      "old",
      "newer",
      "1",
    ]);
    // Somebody writes between the preview and the write: that stays.
    await etcdctl(["put", "/import/change"], "theirs");
    await page.getByRole("checkbox", { name: /Overwrite 1 key/ }).check();
    await page.getByRole("button", { name: "Write 3 keys" }).click();
    await expect(page.getByText("Done: 2 of 3 keys written, 1 not written")).toBeVisible();
    await expect(page.getByText("changed by another client")).toBeVisible();
    const now = (await readKeys(etcdctl, ["/import/", "--prefix"])).map(
      ({ key, value }) => `${key.toString()}=${value.toString()}`,
    );
    expect(now).toEqual(["/import/add=1", "/import/change=theirs", "/import/conflict=older", "/import/equal=1"]);
    // What it wrote is taken back, and nothing else.
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("status").getByText("Imported 2 keys")).toBeVisible();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("status").getByText("Undone: Imported 2 keys")).toBeVisible();
    const undone = await readKeys(etcdctl, ["/import/", "--prefix"]);
    expect(undone.map(({ key, value }) => `${key.toString()}=${value.toString()}`)).toEqual([
      "/import/change=theirs",
      "/import/conflict=newer",
      "/import/equal=1",
    ]);
  });

  await test.step("many writes want the name of the connection typed", async () => {
    const file = Array.from({ length: 1500 }, (_, at) => `{"key_text":"/many/${at}","value_text":"${at}"}\n`).join("");
    await openKeys(page, "/config/");
    await page.keyboard.press("Shift+I");
    await page
      .getByLabel(/^File/)
      .setInputFiles({ name: "many.jsonl", mimeType: "text/plain", buffer: Buffer.from(file) });
    await page.getByRole("button", { name: "Compare" }).click();
    const write = page.getByRole("button", { name: "Write 1,500 keys" });
    await expect(write).toBeDisabled();
    await page.getByLabel("Type sample to confirm").fill("sampl");
    await page.keyboard.press("Enter");
    await expect(write).toBeDisabled();
    await page.getByLabel("Type sample to confirm").fill("sample");
    await expect(write).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Done: 1,500 of 1,500 keys written")).toBeVisible();
    expect((await readKeys(etcdctl, ["/many/", "--prefix", "--keys-only"])).length).toBe(1500);
  });
});
