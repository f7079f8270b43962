import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";

const pool = (max: number) => `{\n  "min": 2,\n  "max": ${max}\n}\n`;
const save = (page: Page) => page.keyboard.press("ControlOrMeta+s");

test("JSON that an edit or a merge breaks is told and asked about, and a conflict far down is in sight", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("JSON that an edit breaks is still called JSON, and is saved only after a question", async () => {
    const key = "/format/flag";
    await etcdctl(["put", key, '{"enabled": true}']);
    await keys.open("sample", { key });
    await expect(page.getByText("valid JSON", { exact: true })).toBeVisible();
    await keys.replaceValue('{"enabled" true}');
    await expect(page.getByText("invalid JSON: line 1, column 12: expected :")).toBeVisible();
    await save(page);
    const dialog = page.getByRole("dialog", { name: "Review change" });
    await expect(dialog.getByRole("alert")).toHaveText(
      "This makes the value invalid JSON: line 1, column 12: expected :",
    );
    await expectAccessible(page);
    // Whoever presses Enter without reading breaks nothing.
    await expect(dialog.getByRole("button", { name: "Keep editing" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    expect((await readKey(etcdctl, key)).value.toString()).toBe('{"enabled": true}');
    await save(page);
    await dialog.getByRole("button", { name: "Save invalid JSON" }).click();
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe('{"enabled" true}');
    // It is broken already: the way back asks nothing.
    await keys.replaceValue('{"enabled": false}');
    await expect(page.getByRole("button", { name: "Save Ctrl+S", exact: true })).toBeEnabled();
    await save(page);
    await expect.poll(async () => (await readKey(etcdctl, key)).value.toString()).toBe('{"enabled": false}');
  });

  await test.step("a merge that keeps both lines is checked, and told where it makes the JSON doubtful or invalid", async () => {
    const key = "/format/merge";
    await etcdctl(["put", key, pool(10)]);
    await keys.open("sample", { key });
    await keys.replaceValue(pool(24));
    await etcdctl(["put", key, pool(16)]);
    await save(page);
    await expect(page.getByText("1 conflict needs a decision.")).toBeVisible();
    await page.getByRole("button", { name: "Use both" }).click();
    await expect(page.getByText("All conflicts are decided. Check the result before saving.")).toBeVisible();
    await expect(
      page.getByRole("region", { name: "Merged" }).getByText(/^invalid JSON: line 4, column 3/),
    ).toBeVisible();
    await page.getByRole("button", { name: "Save merged" }).click();
    const dialog = page.getByRole("dialog", { name: "Review change" });
    await expect(dialog.getByRole("alert")).toContainText("This makes the value invalid JSON");
    await dialog.getByRole("button", { name: "Keep editing" }).click();
    expect((await readKey(etcdctl, key)).value.toString()).toBe(pool(16));
    await page.getByRole("button", { name: "Change decision" }).click();
    await page.getByRole("button", { name: "Use yours" }).click();
    await page.getByRole("button", { name: "Save merged" }).click();
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe(pool(24));
  });

  await test.step("a conflict far down in a long value is in sight at once, on all sides", async () => {
    const key = "/format/deep-conflict";
    const lines = Array.from({ length: 300 }, (_, at) => `line ${at + 1}`);
    await etcdctl(["put", key, lines.join("\n")]);
    await keys.open("sample", { key });
    await keys.replaceValue(lines.with(249, "my line").join("\n"));
    await etcdctl(["put", key, lines.with(249, "their line").join("\n")]);
    await save(page);
    await expect(page.getByText("1 conflict needs a decision.")).toBeVisible();
    for (const [side, text] of [
      ["Base", "line 250"],
      ["Theirs", "their line"],
      ["Yours", "my line"],
      ["Merged", "their line"],
    ] as const) {
      await expect(page.getByRole("region", { name: side }).getByText(text, { exact: true })).toBeInViewport();
    }
  });
});

test("a review waits for the check of the value, and long texts are searched and compared", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("Enter in the review saves nothing before the check of the value has answered", async () => {
    const key = "/format/waits.yaml";
    await etcdctl(["put", key], "max: 10\n");
    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    await page.route(/\/assets\/yaml-text-/, async (route) => {
      await held;
      await route.continue();
    });
    const writes: string[] = [];
    page.on("request", (request) => {
      if (request.postData()?.includes("request_put") === true) writes.push(request.url());
    });
    await keys.open("sample", { key });
    await keys.replaceValue("max: [10\n");
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    const review = page.getByRole("dialog", { name: "Review change" });
    await expect(review.getByRole("button", { name: "Checking…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await review.getByRole("button", { name: "Checking…" }).click({ force: true });
    await expect(review).toBeVisible();
    answer();
    await expect(review.getByRole("alert")).toContainText("This makes the value invalid YAML");
    // The focus was on Save while the value was checked, and must not stay on what breaks it.
    await expect(review.getByRole("button", { name: "Keep editing" })).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(review.getByRole("button", { name: "Save invalid YAML" })).toBeFocused();
    expect(writes).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(keys.notice(/^Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("max: [10\n");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("text is searched and replaced in the editor's panel, and undo goes on after a look at the diff", async () => {
    const key = "/format/search";
    await etcdctl(["put", key], "one\ntwo\none\n");
    await keys.open("sample", { key });
    await keys.expectValue("one\ntwo\none\n");
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+f");
    const panel = page.getByRole("search", { name: "Search in text" });
    await expect(panel.getByRole("textbox", { name: "Find" })).toBeFocused();
    await page.keyboard.type("ONE");
    await expect(panel.getByText("2 matches")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(panel.getByText("1 of 2")).toBeVisible();
    await page.keyboard.press("Shift+Enter");
    await expect(panel.getByText("2 of 2")).toBeVisible();
    await expectAccessible(page);
    await panel.getByRole("button", { name: "Match case" }).click();
    await expect(panel.getByText("No matches")).toBeVisible();
    await expect(panel.getByRole("button", { name: "Replace all" })).toBeDisabled();
    await panel.getByRole("button", { name: "Match case" }).click();
    await panel.getByRole("textbox", { name: "Replace" }).fill("1");
    await panel.getByRole("button", { name: "Replace all" }).click();
    await keys.expectValue("1\ntwo\n1\n");
    await panel.getByRole("button", { name: /^Close/ }).click();
    await expect(keys.editor).toBeFocused();
    await page.getByRole("tab", { name: "Diff" }).click();
    await page.getByRole("tab", { name: "Text" }).click();
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    await keys.expectValue("one\ntwo\none\n");
  });

  await test.step("the diff of a long value shows the change, folds the rest, and is stepped through by keys", async () => {
    const key = "/format/long.yaml";
    const lines = Array.from({ length: 300 }, (_, at) => `name-${at + 1}: value ${at + 1}`);
    await etcdctl(["put", key, `${lines.join("\n")}\n`]);
    await keys.open("sample", { key });
    const edited = lines.with(148, "name-149: another 149").with(279, "name-280: another 280");
    await keys.replaceValue(`${edited.join("\n")}\n`);
    await page.getByRole("tab", { name: "Diff" }).click();
    const diff = page.getByRole("group", { name: "Changes" });
    await expect(diff.getByText("145 unchanged lines")).toBeVisible();
    await expect(diff.locator("[data-kind=removed]").first()).toContainText("name-149: value 149");
    await expect(page.getByText("Change 1 of 2")).toBeVisible();
    await diff.focus();
    await page.keyboard.press("F7");
    await expect(page.getByText("Change 2 of 2")).toBeVisible();
    await expect(diff.locator("[data-current]")).toContainText("name-280");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Next change" }).click();
    await expect(page.getByText("Change 1 of 2")).toBeVisible();
    await diff.getByText("145 unchanged lines").click();
    await expect(diff.getByText("name-1: value 1", { exact: true })).toBeVisible();
  });

  await test.step("one line of a megabyte shows where it changed", async () => {
    const key = "/format/line.json";
    const items = Array.from({ length: 20_000 }, (_, at) => ({ id: at, name: `item ${at}`, on: true }));
    await etcdctl(["put", key], JSON.stringify(items));
    await keys.open("sample", { key });
    await expect(page.getByText("valid JSON", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Toggle formatted view" }).click();
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(',"new":1');
    await page.getByRole("tab", { name: "Diff" }).click();
    const added = page.getByRole("group", { name: "Changes" }).locator("[data-kind=added]");
    await expect(added).toContainText(',"new":1');
    await expect(added).toContainText("characters");
  });
});
