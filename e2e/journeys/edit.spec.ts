import { createRandom } from "@etcd-explorer/scripts/sample/random";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKey } from "../witness.ts";

const texts: readonly (readonly [name: string, before: string, after: string])[] = [
  ["text", "plain words", "other words"],
  ["JSON", '{\n  "a": 1\n}', '{\n  "a": 2,\n  "b": [true, null]\n}\n'],
  ["YAML", "a: 1\nb: two\n", "a: 2\nb: three\n"],
  ["another script", "grüße", "設定 🔑 grüße\u00a0—\tend"],
  ["nothing", "something", ""],
  ["something out of nothing", "", "now there is"],
  ["quotes and backslashes", "'", `$HOME "\\n" '\\'' \`x\``],
];

test("what etcdctl wrote shows, and what is typed over it etcdctl reads, whatever the text", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  for (const [name, before, after] of texts) {
    await test.step(`${name}: etcdctl's value shows, and what is typed over it etcdctl reads`, async () => {
      const key = `/edit/${name}`;
      await etcdctl(["put", key, before]);
      await keys.open("sample", { key });
      await keys.expectValue(before);
      await keys.replaceValue(after);
      await page.keyboard.press("ControlOrMeta+s");
      await expect(keys.notice(/Saved/)).toBeVisible();
      expect((await readKey(etcdctl, key)).value.toString()).toBe(after);
      await expect(keys.fact("version")).toHaveText("2");
    });
  }
});

test("every byte that is not edited stays: line breaks, a byte order mark, binary, and what is only looked at in hex", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("line breaks of Windows, and a byte order mark, are kept where one line is edited", async () => {
    await etcdctl(["put", "/edit/crlf"], "\ufeffone\r\ntwo\r\n");
    await keys.open("sample", { key: "/edit/crlf" });
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, "/edit/crlf")).value.toString()).toBe("\ufeffone!\r\n\r\ntwo\r\n");
  });

  await test.step("mixed line breaks are kept as they are", async () => {
    await etcdctl(["put", "/edit/mixed"], "one\r\ntwo\nthree\rfour");
    await keys.open("sample", { key: "/edit/mixed" });
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("!");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, "/edit/mixed")).value.toString()).toBe("one\r\ntwo\nthree\rfour!");
  });

  await test.step("binary is hex, and only the byte that is changed changes", async () => {
    const before = Buffer.concat([Buffer.from([0xff, 0x00]), createRandom(58).bytes(300)]);
    await etcdctl(["put", "/edit/binary"], before);
    await keys.open("sample", { key: "/edit/binary" });
    await expect(keys.fact("format")).toHaveText("binary");
    await expect(keys.editor).toContainText("ff 00");
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await expect(page.getByText("invalid hex")).toBeHidden();
    await page.keyboard.type("a");
    await expect(page.getByText("invalid hex")).toBeVisible();
    await page.keyboard.type("b");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/Saved/)).toBeVisible();
    const after = Buffer.from(before);
    after[0] = 0xab;
    expect((await readKey(etcdctl, "/edit/binary")).value).toEqual(after);
  });

  await test.step("the bytes of a text are there in hex", async () => {
    await etcdctl(["put", "/edit/hex"], "grüße\n");
    await keys.open("sample", { key: "/edit/hex" });
    await page.getByRole("tab", { name: "Hex" }).click();
    await keys.expectValue("67 72 c3 bc c3 9f 65 0a");
    await expect(page.getByText("1 unsaved edit")).toBeHidden();
  });
});

test("a save keeps a megabyte and a lease, the diff shows what it would change, and the line that one types in is in sight", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("1 MiB shows, and comes back whole with one character more", async () => {
    const line = "0123456789abcdef".repeat(4).slice(0, 63);
    const before = `${line}\n`.repeat(16_384);
    expect(before).toHaveLength(1_048_576);
    await etcdctl(["put", "/edit/mebibyte"], before);
    await keys.open("sample", { key: "/edit/mebibyte" });
    await expect(keys.fact("size")).toHaveText("1.0 MB");
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("!");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, "/edit/mebibyte")).value.equals(Buffer.from(`${before}!`))).toBe(true);
  });

  await test.step("a leased key keeps its lease through a save", async () => {
    const lease = await grantLease(etcdctl, 600);
    await etcdctl(["put", `--lease=${lease}`, "/edit/leased", "before"]);
    await keys.open("sample", { key: "/edit/leased" });
    await expect(keys.fact("lease")).toContainText(lease);
    await keys.replaceValue("after");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect(await readKey(etcdctl, "/edit/leased")).toMatchObject({
      value: Buffer.from("after"),
      lease: BigInt(`0x${lease}`).toString(),
    });
    await etcdctl(["lease", "revoke", lease]);
  });

  await test.step("the diff shows what a save would change, and discarding goes back", async () => {
    await etcdctl(["put", "/edit/diff"], "one\ntwo\nthree\n");
    await keys.open("sample", { key: "/edit/diff" });
    await expect(page.getByRole("tab", { name: "Diff" })).toBeDisabled();
    await keys.replaceValue("one\n2\nthree\n");
    await page.getByRole("tab", { name: "Diff" }).click();
    const diff = page.getByRole("group", { name: "Changes" });
    await expect(diff.locator("[data-kind=removed]")).toContainText("two");
    await expect(diff.locator("[data-kind=added]")).toContainText("2");
    await page.getByRole("button", { name: "Discard" }).click();
    await keys.expectValue("one\ntwo\nthree\n");
    expect(await readKey(etcdctl, "/edit/diff")).toMatchObject({ version: 1 });
  });

  await test.step("the line that one types in stays in sight where the editor gives way to what Save would send", async () => {
    await etcdctl(["put", "/edit/lines"], "line\n".repeat(99));
    await keys.open("sample", { key: "/edit/lines" });
    await expect(keys.fact("size")).toHaveText("495 B");
    await keys.editor.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("!");
    await expect(page.getByRole("button", { name: "Copy as…" })).toBeVisible();
    await expect(page.locator(".cm-activeLine")).toHaveText("!");
    await expect(page.locator(".cm-activeLine")).toBeInViewport({ ratio: 0.9 });
  });
});

test("an edit outlives a save on its way and a look at another key, and a key is read again on demand", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("what etcdctl writes shows when the key is read again", async () => {
    await etcdctl(["put", "/edit/again"], "first");
    await keys.open("sample", { key: "/edit/again" });
    await keys.expectValue("first");
    await etcdctl(["put", "/edit/again"], "second");
    await page.keyboard.press("Shift+R");
    await keys.expectValue("second");
  });

  await test.step("what is typed while a save is on its way is kept, over what was saved", async () => {
    const key = "/edit/while-saving";
    await etcdctl(["put", key, "before"]);
    await keys.open("sample", { key });
    await keys.replaceValue("one");
    const release = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      if (route.request().postData()?.includes("/v3/kv/txn") === true) await release.promise;
      await route.continue();
    });
    const sent = page.waitForRequest((request) => request.postData()?.includes("/v3/kv/txn") === true);
    await page.keyboard.press("ControlOrMeta+s");
    await sent;
    await page.keyboard.type(" two");
    release.resolve();
    await expect(keys.notice(/Saved/)).toBeVisible();
    expect((await readKey(etcdctl, key)).value.toString()).toBe("one");
    await expect(keys.fact("version")).toHaveText("2");
    await keys.expectValue("one two");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.fact("version")).toHaveText("3");
    expect((await readKey(etcdctl, key)).value.toString()).toBe("one two");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("an edit is still there after looking at another key", async () => {
    await etcdctl(["put", "/edit/draft/one"], "1");
    await etcdctl(["put", "/edit/draft/two"], "2");
    await keys.open("sample", { prefix: "/edit/draft/", key: "/edit/draft/one" });
    await keys.replaceValue("unsaved");
    await keys.row("two").click();
    await keys.expectValue("2");
    await keys.row("one").click();
    await keys.expectValue("unsaved");
  });
});

test("a save that is under way is told, also to whom comes back, and is not sent twice", async ({ page, etcdctl }) => {
  const key = "/edit/underway";
  await etcdctl(["put", key], "before");
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.replaceValue("after");
  const answers = Promise.withResolvers<undefined>();
  let sent = 0;
  await page.route("**/api/etcd/query", async (route) => {
    if (route.request().postData()?.includes("request_put") !== true) return route.continue();
    sent++;
    await answers.promise;
    return route.continue();
  });
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Saving…")).toBeVisible();
  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.getByRole("link", { name: "Cluster" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cluster" })).toBeVisible();
  await rail.getByRole("link", { name: "Keys" }).click();
  await keys.expectValue("after");
  await expect(page.getByText("Saving…")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Save\b/ })).toBeDisabled();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice("Still saving: waiting for etcd")).toBeVisible();
  // Nobody has to wait: what became of it is not known then, and the edit stays.
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(keys.notice(/^Stopped waiting for etcd\. The write may or may not have happened/)).toBeVisible();
  await expect(page.getByText("Saving…")).toBeHidden();
  await keys.expectValue("after");
  answers.resolve(undefined);
  await page.getByRole("button", { name: "Reload key" }).click();
  await expect(keys.notice(/^Not written yet/)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/^Saved/)).toBeVisible();
  expect(sent).toBe(2);
  expect(await readKey(etcdctl, key)).toMatchObject({ value: Buffer.from("after"), version: 2 });
});
