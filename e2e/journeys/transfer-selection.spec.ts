import { readFile, stat } from "node:fs/promises";
import { createRandom } from "@etcd-explorer/scripts/sample/random";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKeys, type Etcdctl } from "../witness.ts";

test.beforeEach(async ({ page }) => {
  // The browser's own dialog for files cannot be driven: what is exported goes to the downloads.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
});

async function download(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  return await (await downloading).path();
}

test("a selection and what was found are exported, as large as was said before", async ({ page, etcdctl }) => {
  const keys = new KeysPage(page);

  await test.step("what is selected is exported: keys and a whole folder, nothing between them, its cost said before", async () => {
    for (const name of ["a", "b", "c", "folder/1", "folder/2"]) await etcdctl(["put", `/sel/${name}`, name]);
    await keys.open("sample", { prefix: "/sel/" });
    await keys.row("a").click();
    // A letter would begin a name here, and the space go on with it.
    await expect(keys.tree).toBeFocused();
    await page.keyboard.press("Space");
    for (const name of ["c", "folder/"]) await keys.row(name).click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: "Export selection" }).click();
    const dialog = page.getByRole("dialog", { name: "Export keys" });
    await expect(dialog).toContainText("Selection: 1 folder and 2 keys, as of one revision.");
    await expect(dialog.getByRole("status")).toContainText(/^4 keys, file of about [\d.]+ k?B\.$/);
    const lines = (await readFile(await download(page), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).key_text)).toEqual([
      "/sel/a",
      "/sel/c",
      "/sel/folder/1",
      "/sel/folder/2",
    ]);
    await expect(dialog.getByRole("status").last()).toContainText("Exported 4 keys");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Clear selection" }).click();
  });

  await test.step("a file is estimated from keys all over the folder, not from the small ones that come first", async () => {
    for (let at = 0; at < 20; at++) await etcdctl(["put", `/est/folder/a${at}`, "1"]);
    for (let at = 0; at < 5; at++) await etcdctl(["put", `/est/folder/b${at}`], "y".repeat(1_000_000));
    await etcdctl(["put", "/est/other", "x"]);
    await keys.open("sample", { prefix: "/est/" });
    await expect(keys.row("folder/")).toBeVisible();
    await keys.row("folder/").click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: "Export selection" }).click();
    const dialog = page.getByRole("dialog", { name: "Export keys" });
    await expect(dialog.getByRole("status")).toHaveText(
      /^25 keys, file of about 12 MB( \(estimated from \d+ keys\))?\.$/,
    );
    const { size } = await stat(await download(page));
    expect(size).toBeGreaterThan(11_500_000);
    expect(size).toBeLessThan(12_500_000);
    await expect(dialog.getByRole("status").last()).toHaveText("Exported 25 keys, 12 MB");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Clear selection" }).click();
  });

  await test.step("what was found is exported as a list of keys too, which no import takes for empty values", async () => {
    await etcdctl(["put", "/list/a", "1"]);
    await etcdctl(["put", "/list/b", "2"]);
    await keys.open("sample", { prefix: "/list/" });
    await expect(keys.row("a")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+F");
    await expect(page.getByRole("region", { name: "Search" })).toBeVisible();
    await page.keyboard.type("list");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Export results" }).click();
    const dialog = page.getByRole("dialog", { name: "Export keys" });
    await dialog.getByText("Keys only", { exact: true }).click();
    await expect(dialog.getByRole("status")).toContainText("2 keys, file of about");
    const file = await download(page);
    expect(await readFile(file, "utf8")).not.toContain("value");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("Shift+I");
    await page.getByLabel(/^File/).setInputFiles(file);
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page.getByRole("tab", { name: "Invalid lines 2" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Write 0 keys" })).toBeDisabled();
  });
});

/** Bytes as etcdctl's txn reads them between quotes. */
function escaped(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replaceAll(/../g, String.raw`\x$&`);
}

/** Keys below the prefix with names and values of any bytes, some under the lease. */
async function fillRandom(etcdctl: Etcdctl, prefix: string, lease: string): Promise<void> {
  const random = createRandom(104);
  const puts = Array.from({ length: 300 }, (_, at) => {
    // Its number too: two of one random byte alone would be alike now and then, and a transaction takes no key twice.
    const name = escaped(Buffer.concat([Buffer.from(prefix), Buffer.of(at >> 8, at & 0xff), random.bytes(at % 24)]));
    const held = at % 3 === 0 ? ` --lease=${lease}` : "";
    return `put${held} -- "${name}" "${escaped(random.bytes(at % 60))}"`;
  });
  for (let at = 0; at < puts.length; at += 50) {
    await etcdctl(["txn"], `\n${[...new Set(puts.slice(at, at + 50))].join("\n")}\n\n\n`);
  }
}

test("300 random keys with values of any bytes come back equal from the screen, by either format", async ({
  page,
  etcdctl,
}) => {
  for (const [format, prefix] of [
    ["JSON lines", "/random/lines/"],
    ["etcdctl JSON", "/random/json/"],
  ] as const) {
    await test.step(`300 random keys with values of any bytes come back equal from the screen: ${format}`, async () => {
      await fillRandom(etcdctl, prefix, await grantLease(etcdctl, 3600));
      const before = await readKeys(etcdctl, [prefix, "--prefix"]);
      expect(before.length).toBeGreaterThan(250);
      await new KeysPage(page).open("sample", { prefix: prefix });
      await expect(page.getByRole("treeitem").first()).toBeVisible();
      await page.keyboard.press("Shift+E");
      await page.getByText(format, { exact: true }).click();
      await expect(page.getByRole("dialog").getByRole("status")).toContainText(`${before.length} keys`);
      const file = await download(page);
      await page.getByRole("button", { name: "Close" }).click();
      await etcdctl(["del", prefix, "--prefix"]);
      await page.keyboard.press("Shift+I");
      await page.getByLabel(/^File/).setInputFiles(file);
      await page.getByText("Same lease", { exact: true }).click();
      await page.getByRole("button", { name: "Compare" }).click();
      await page.getByRole("button", { name: `Write ${before.length} keys` }).click();
      await expect(page.getByText(`Done: ${before.length} of ${before.length} keys written`)).toBeVisible();
      const content = (kvs: typeof before) => kvs.map(({ key, value, lease }) => ({ key, value, lease }));
      expect(content(await readKeys(etcdctl, [prefix, "--prefix"]))).toEqual(content(before));
    });
  }
});
