import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKey } from "../witness.ts";

const save = (page: Page) => page.keyboard.press("ControlOrMeta+s");

test("a Kubernetes object is read by its fields; bytes and minified JSON are edited in a form that comes back to the byte", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a Kubernetes object says what it is, and on request its fields by number", async () => {
    await keys.open("sample", { prefix: "/registry/minions/" });
    await keys.tree
      .getByRole("treeitem", { name: /^node-/ })
      .first()
      .click();
    await expect(keys.fact("format")).toHaveText("Kubernetes");
    await expect(keys.fact("kind")).toContainText("Node");
    await page.getByRole("tab", { name: "Wire" }).click();
    await expect(page.getByText("v1 Node", { exact: true })).toBeVisible();
    await expect(page.getByRole("group", { name: "Value tree" })).toContainText("raw");
  });

  await test.step("bytes are edited as hex or base64, remembered through a reload, and come back to the byte", async () => {
    const key = "/value/bytes";
    await etcdctl(["put", key], Buffer.from([0xff, 0x00, 0x41]));
    await keys.open("sample", { key });
    await keys.expectValue("ff 00 41");
    // Offsets and characters stand beside the bytes, and are no part of them.
    await expect(page.getByText("00000000", { exact: true }).filter({ visible: true })).toHaveCount(1);
    await expect(page.locator("[data-characters='··A']")).toBeVisible();
    await expect(page.getByRole("tab", { name: "Text" })).toBeDisabled();
    await page.getByRole("tab", { name: "Base64" }).click();
    await keys.expectValue("/wBB");
    await keys.replaceValue("/wBC");
    await expect(page.getByText("1 unsaved edit")).toBeVisible();
    await expect(page.getByTestId("size")).toContainText("3 B of 1.6 MB");
    page.once("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await keys.expectValue("/wBC");
    await page.getByText("1 unsaved edit").click();
    await expect(page.getByRole("dialog", { name: "Unsaved edits" })).toContainText(key);
    // Enter at once lets nothing go.
    await expect(page.getByRole("dialog").getByRole("button", { name: "Close" })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await save(page);
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value).toEqual(Buffer.from([0xff, 0x00, 0x42]));
  });

  await test.step("minified JSON is edited formatted and stored minified to the byte, until another stored form is chosen", async () => {
    const key = "/value/json";
    const minified = '{"id":12345678901234567890,"id":1.0e+400,"l":["\\u00e9"]}';
    const pretty = '{\n  "id": 12345678901234567890,\n  "id": 1.0e+400,\n  "l": [\n    "\\u00e9"\n  ]\n}';
    await etcdctl(["put", key], minified);
    await keys.open("sample", { key });
    await keys.expectValue(pretty);
    await expect(page.getByText('valid JSON, but line 3, column 3: duplicate name "id"')).toBeVisible();
    const storedForm = page.getByLabel("Stored form");
    await expect(storedForm).toHaveValue("minified");
    await expect(page.getByRole("button", { name: "Discard" })).toBeDisabled();
    await keys.replaceValue(pretty.replace("[", "[\n    7,"));
    await page.getByRole("tab", { name: "Diff" }).click();
    const diff = page.getByRole("group", { name: "Changes" });
    await expect(diff.locator("[data-kind=added]")).toHaveText(/7,/);
    await expect(diff.locator("[data-kind=removed]")).toHaveCount(0);
    await expect(page.getByText("Stored form: minified")).toBeVisible();
    await page.getByRole("tab", { name: "Text" }).click();
    await expectAccessible(page);
    await save(page);
    await expect(keys.notice(/Saved/)).toBeVisible();
    const edited = minified.replace("[", "[7,");
    expect((await readKey(etcdctl, key)).value.toString()).toBe(edited);
    // As it is stored, and back: nothing is edited by looking.
    await page.getByRole("button", { name: "Toggle formatted view" }).click();
    await keys.expectValue(edited);
    await page.getByRole("button", { name: "Toggle formatted view" }).click();
    await expect(page.getByText("1 unsaved edit")).toBeHidden();
    await storedForm.selectOption("formatted");
    await page.getByRole("button", { name: "Review" }).click();
    const review = page.getByRole("dialog", { name: "Review change" });
    await expect(review).toContainText("Stored form: minified → formatted");
    await review.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => (await readKey(etcdctl, key)).value.toString())
      .toBe(pretty.replace("[", "[\n    7,"));
    const tabs = page.getByRole("tablist", { name: "Value views" });
    await tabs.getByRole("tab", { name: "Text" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(tabs.getByRole("tab", { name: "Tree" })).toBeFocused();
    const tree = page.getByRole("group", { name: "Value tree" });
    await expect(tree).toContainText("12345678901234567890");
    await expect(tree.getByText("duplicate")).toHaveCount(2);
    await expectAccessible(page);
    await page.keyboard.press("Home");
    await expect(tabs.getByRole("tab", { name: "Text" })).toBeFocused();
    await keys.replaceValue('{"a":   [1]}');
    await page.getByRole("button", { name: "Format value" }).click();
    await keys.expectValue('{\n  "a": [\n    1\n  ]\n}');
    await keys.replaceValue('{\n  "a": tru\n}');
    await expect(page.getByText("invalid JSON: line 2, column 8")).toBeVisible();
  });
});

test("a change is reviewed, a key renamed and duplicated, and a damaged stored edit told", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a change is reviewed before it is saved, and the pending save stands in etcdctl's words", async () => {
    const key = "/value/review";
    await etcdctl(["put", key], "one\ntwo\n");
    await keys.open("sample", { key });
    await keys.replaceValue("one\n2\n");
    await expect(page.getByRole("tab", { name: /Diff/ })).toContainText("2");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Key, prefix or command" }).fill("vd");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tab", { name: /Diff/ })).toBeFocused();
    await expect(page.getByRole("code").filter({ hasText: "etcdctl" })).toContainText("txn");
    await page.getByRole("button", { name: "Copy as…" }).click();
    await expect(page.getByRole("textbox", { name: "As etcdctl" })).toHaveValue(/mod\("\/value\/review"\) = "\d+"/);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Review" }).click();
    const review = page.getByRole("dialog", { name: "Review change" });
    await expect(review.locator("[data-kind=removed]")).toContainText("two");
    await expectAccessible(page);
    await review.getByRole("button", { name: "Save" }).click();
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("one\n2\n");
  });

  await test.step("a key is renamed with its lease, not onto one that exists, and duplicated", async () => {
    const lease = await grantLease(etcdctl, 600);
    await etcdctl(["put", `--lease=${lease}`, "/value/name/old", "bytes"]);
    await etcdctl(["put", "/value/name/taken"], "precious");
    await keys.open("sample", { key: "/value/name/old" });
    await keys.expectValue("bytes");
    await page.getByRole("button", { name: "Rename key" }).click();
    const rename = page.getByRole("dialog", { name: "Rename key" });
    await rename.getByLabel("New name").fill("/value/name/taken");
    await page.keyboard.press("Enter");
    await expect(rename.getByText("This key already exists. Nothing was written.")).toBeVisible();
    await expectAccessible(page);
    await rename.getByLabel("New name").fill("/value/name/new");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/value/name/new" })).toBeVisible();
    const decimal = BigInt(`0x${lease}`).toString();
    expect(await readKey(etcdctl, "/value/name/new")).toMatchObject({ value: Buffer.from("bytes"), lease: decimal });
    expect((await etcdctl(["get", "/value/name/old"])).toString()).toBe("");
    expect((await readKey(etcdctl, "/value/name/taken")).value.toString()).toBe("precious");
    await page.getByRole("button", { name: "Duplicate key" }).click();
    await page.getByRole("dialog").getByLabel("Name of the copy").fill("/value/name/second");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/value/name/second" })).toBeVisible();
    expect(await readKey(etcdctl, "/value/name/second")).toMatchObject({ value: Buffer.from("bytes"), lease: decimal });
  });

  await test.step("a stored edit that is damaged is told after a reload and can be copied, and costs no other", async () => {
    const key = "/value/damaged-draft";
    await etcdctl(["put", key], "stored");
    await keys.open("sample", { key });
    await keys.expectValue("stored");
    await keys.replaceValue("typed");
    const stored = () => page.evaluate(() => sessionStorage.getItem("etcd-explorer:drafts:v1") ?? "");
    await expect.poll(stored).toContain("typed");
    await page.evaluate(
      (text) => {
        sessionStorage.setItem("etcd-explorer:drafts:v1", text.replace('{"state":{', '{"state":{"other":{"text":7},'));
      },
      await stored(),
    );
    await page.reload();
    await keys.expectValue("typed");
    await expect(keys.notice("Could not restore an unsaved draft. The stored text is damaged.")).toBeVisible();
    await page.getByRole("button", { name: "Copy stored text" }).click();
    await expect(keys.notice("Copied the stored text")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('{"text":7}');
  });
});

test("undo keeps the lease, two changes are merged line by line, and the lease is replaced on purpose", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a save and a delete are undone, lease included, and not once somebody has written since", async () => {
    const key = "/value/undo";
    const lease = await grantLease(etcdctl, 600);
    await etcdctl(["put", `--lease=${lease}`, key, "before"]);
    await keys.open("sample", { key });
    await keys.replaceValue("after");
    await save(page);
    await expect(keys.notice(/Saved/)).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(keys.notice(/Undone/)).toBeVisible();
    await keys.expectValue("before");
    const decimal = BigInt(`0x${lease}`).toString();
    expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("before"), lease: decimal });
    await page.getByRole("button", { name: "Delete key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(keys.notice(/Deleted/)).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(keys.notice(/Undone/)).toBeVisible();
    expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("before"), lease: decimal, version: 1 });
    await etcdctl(["put", key, "theirs"]);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(keys.notice(/Could not redo/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("theirs");
  });

  await test.step("two changes are merged line by line, with a decision where both touched one", async () => {
    const key = "/value/merge";
    await etcdctl(["put", key], "min: 2\nmax: 10\nkeep: a\nidle: 30\nkeep: b\n");
    await keys.open("sample", { key });
    await keys.replaceValue("min: 2\nmax: 24\nkeep: a\nidle: 30\nkeep: b\n");
    await etcdctl(["put", key], "min: 2\nmax: 16\nkeep: a\nidle: 45\nkeep: b\n");
    await save(page);
    const merged = page.getByRole("region", { name: "Merged" });
    await expect(merged).toContainText("1 merged automatically");
    await expect(merged).toContainText("1 undecided");
    await expect(page.getByRole("button", { name: /Save merged/ })).toBeDisabled();
    await expectAccessible(page);
    await merged.getByRole("button", { name: "Use yours" }).click();
    await page.getByRole("button", { name: /Save merged/ }).click();
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("min: 2\nmax: 24\nkeep: a\nidle: 45\nkeep: b\n");
  });

  await test.step("the lease is replaced and removed on purpose, and the unsaved edit stays", async () => {
    const key = "/value/lease";
    await etcdctl(["put", key], "kept");
    await keys.open("sample", { key });
    await keys.replaceValue("unsaved");
    await keys.fact("lease").getByRole("button").click();
    const dialog = page.getByRole("dialog", { name: "Change lease" });
    // What is so now is chosen: Enter changes nothing.
    await expect(dialog.getByRole("radio", { name: "No lease" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    expect(await readKey(etcdctl, key)).toMatchObject({ lease: "0" });
    await keys.fact("lease").getByRole("button").click();
    await dialog.getByRole("radio", { name: "New lease" }).check();
    await dialog.getByLabel("TTL (seconds)").fill("600");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    // A key that lasts would no longer last: that is asked, and Enter alone does not answer it.
    const expiry = page.getByRole("dialog", { name: "Let this key expire" });
    await expect(expiry).toContainText("etcd deletes the key after 10 min");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(expiry).toBeHidden();
    await expect(dialog.getByLabel("TTL (seconds)")).toHaveValue("600");
    expect(await readKey(etcdctl, key)).toMatchObject({ lease: "0" });
    await dialog.getByRole("button", { name: "Grant and attach" }).click();
    await expiry.getByRole("button", { name: "Grant and attach" }).click();
    await expect(keys.fact("lease")).toContainText(/9 m|10 m/);
    expect(await readKey(etcdctl, key)).toMatchObject({
      value: Buffer.from("kept"),
      lease: expect.not.stringMatching(/^0$/),
    });
    await keys.expectValue("unsaved");
    await keys.fact("lease").getByRole("button").click();
    await dialog.getByRole("radio", { name: "No lease" }).check();
    await dialog.getByRole("button", { name: "Remove lease" }).click();
    await expect(keys.fact("lease")).toHaveText("none");
    await expect(dialog).toBeHidden();
    await save(page);
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("unsaved"), lease: "0" });
  });
});
