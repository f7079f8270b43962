import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** The events of the watch screen as its own export has them, the oldest first; a gap as `GAP FROM TO`. */
export async function exportedLines(page: Page): Promise<string[]> {
  const download = page.waitForEvent("download");
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await page.keyboard.press("Shift+E");
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  return lines.map((line) => {
    const { type, mod_revision: revision, from_revision: from, to_revision: to, kv } = JSON.parse(line);
    return type === "GAP" ? `${type} ${from} ${to}` : `${revision} ${type} ${kv.key_text} ${kv.value_text ?? ""}`;
  });
}
