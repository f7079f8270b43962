import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";

/** Opens a key, edits it and saves it. */
async function edit(page: Page, key: string, text: string): Promise<KeysPage> {
  const keys = new KeysPage(page);
  if (!page.url().includes("/keys")) await keys.open("sample", { key });
  await keys.replaceValue(text);
  return keys;
}

test("two browsers edit one key: the second sees the conflict, and nothing is lost", async ({
  page,
  newBrowser,
  etcdctl,
}) => {
  const key = "/conflict/two";
  await etcdctl(["put", key], "base\n");
  const second = await (await newBrowser()).newPage();
  const mine = new KeysPage(second);
  await mine.open("sample", { key });
  await mine.expectValue("base\n");
  // The second hears nothing of the first: etcd itself tells when the save compares.
  await mine.tree.press("Shift+L");
  await expect(second.getByRole("button", { name: "Live updates" })).toHaveText("live off");

  const theirs = await edit(page, key, "theirs\n");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(theirs.notice(/Saved/)).toBeVisible();

  await edit(second, key, "mine\n");
  await second.keyboard.press("ControlOrMeta+s");
  await expect(second.getByRole("heading", { name: `Another client saved ${key} first` })).toBeVisible();
  await expect(second.getByRole("region", { name: "Base" })).toContainText("base");
  await expect(second.getByRole("region", { name: "Theirs" })).toContainText("theirs");
  await expect(second.getByRole("region", { name: "Yours" })).toContainText("mine");
  await expect(mine.lastRequest).toContainText("POST /v3/kv/txn · 200");
  expect((await readKey(etcdctl, key)).value.toString()).toBe("theirs\n");

  await second.getByRole("button", { name: "Keep editing" }).click();
  await mine.expectValue("mine\n");
  await expect(second.getByText("Conflict", { exact: true })).toBeVisible();
  await second.keyboard.press("ControlOrMeta+s");
  await second.getByRole("button", { name: "Save yours over theirs" }).click();
  await expect(mine.notice(/Saved/)).toBeVisible();
  expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("mine\n"), version: 3 });
});

test("theirs can be taken, and the editor goes on from there", async ({ page, etcdctl }) => {
  const key = "/conflict/take";
  await etcdctl(["put", key], "base");
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.replaceValue("mine");
  await etcdctl(["put", key], "theirs");
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("button", { name: "Take theirs" }).click();
  await keys.expectValue("theirs");
  await keys.replaceValue("theirs and mine");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/Saved/)).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("theirs and mine");
});

test("saving over theirs conflicts again where a third one wrote meanwhile", async ({ page, etcdctl }) => {
  const key = "/conflict/again";
  await etcdctl(["put", key], "base");
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.replaceValue("mine");
  await etcdctl(["put", key], "second");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("region", { name: "Theirs" })).toContainText("second");
  await etcdctl(["put", key], "third");
  await page.getByRole("button", { name: "Save yours over theirs" }).click();
  await expect(page.getByRole("region", { name: "Theirs" })).toContainText("third");
  expect((await readKey(etcdctl, key)).value.toString()).toBe("third");
  await page.getByRole("button", { name: "Save yours over theirs" }).click();
  await expect(keys.notice(/Saved/)).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("mine");
});

test("of long values every pane shows what changed, with the equal lines folded", async ({ page, etcdctl }) => {
  const key = "/conflict/long";
  const lines = Array.from({ length: 300 }, (_, at) => `line ${at + 1}`);
  const text = (changed: Readonly<Record<number, string>>) =>
    lines.map((line, at) => `${changed[at + 1] ?? line}\n`).join("");
  await etcdctl(["put", key], text({}));
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.replaceValue(text({ 149: "mine 149" }));
  await etcdctl(["put", key], text({ 149: "theirs 149", 280: "theirs 280" }));
  await page.keyboard.press("ControlOrMeta+s");
  const [base, theirs, yours, merged] = ["Base", "Theirs", "Yours", "Merged"].map((name) =>
    page.getByRole("region", { name, exact: true }),
  );
  if (!base || !theirs || !yours || !merged) throw new Error("four panes");
  for (const pane of [base, theirs]) {
    await expect(pane.getByRole("button", { name: /unchanged lines/ })).toHaveCount(3);
    await expect(pane.getByText(/[es] 149$/)).toBeInViewport();
    await expect(pane.getByText(/[es] 280$/)).toBeInViewport();
  }
  await expect(yours.getByText("mine 149")).toBeInViewport();
  await expect(yours.getByRole("button", { name: /unchanged lines/ })).toHaveCount(2);
  await expect(merged.getByRole("button", { name: "Use theirs" })).toBeInViewport();
  await expect(merged.getByText("theirs 280")).toBeInViewport();
  await expect(base.getByText("line 100", { exact: true })).toBeHidden();
  await base.getByRole("button", { name: "145 unchanged lines" }).click();
  await expect(base.getByText("line 1", { exact: true })).toBeVisible();

  await page.keyboard.press("j");
  await expect(merged.getByRole("button", { name: "Use theirs" })).toBeFocused();
  await merged.getByRole("button", { name: "Use yours" }).click();
  await page.getByRole("button", { name: "Save merged" }).click();
  await expect(keys.notice(/Saved/)).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe(text({ 149: "mine 149", 280: "theirs 280" }));
});

test("a key that was deleted meanwhile is not silently made again", async ({ page, etcdctl }) => {
  const key = "/conflict/gone";
  await etcdctl(["put", key], "base");
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.replaceValue("mine");
  await etcdctl(["del", key]);
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("heading", { name: `Another client deleted ${key} first` })).toBeVisible();
  expect((await etcdctl(["get", key])).toString()).toBe("");
  await page.getByRole("button", { name: "Recreate with yours" }).click();
  await expect(keys.notice(/Saved/)).toBeVisible();
  expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("mine"), version: 1 });
});

test("a delete does not take what somebody else wrote meanwhile", async ({ page, etcdctl }) => {
  const key = "/conflict/delete";
  await etcdctl(["put", key], "base");
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.expectValue("base");
  await etcdctl(["put", key], "changed");
  await keys.tree.focus();
  await page.keyboard.press("Delete");
  // The question reads the key when it opens. What is written after that is nobody's to delete.
  const question = page.getByRole("dialog", { name: "Delete key" });
  await expect(question).toContainText("Version 2, 7 B.");
  await etcdctl(["put", key], "changed again");
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(keys.notice(/^Not deleted/)).toBeVisible();
  await keys.expectValue("changed again");
  expect((await readKey(etcdctl, key)).value.toString()).toBe("changed again");
});

test("an edit of a key that cannot be read is no conflict", async ({ page, etcdctl, faults }) => {
  faults.allow(/Failed to load resource/);
  const key = "/conflict/unread";
  await etcdctl(["put", key, "base"]);
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.expectValue("base");
  await keys.replaceValue("mine");
  await expect(page.getByText("unsaved edit").first()).toBeVisible();
  await page.route("**/api/etcd/query", (route) => route.abort());
  await page.reload();
  await keys.expectValue("mine");
  await expect(page.getByText(/^Overtaken by revision/)).toHaveCount(0);
  await page.unroute("**/api/etcd/query");
  await etcdctl(["put", key, "theirs"]);
  await page.reload();
  await expect(page.getByText(/^Overtaken by revision/)).toBeVisible();
});
