import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../accessible.ts";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys, type Etcdctl } from "../witness.ts";

const list = (page: Page) => page.getByRole("listbox", { name: "Differences" });
const row = (page: Page, name: string) => list(page).getByRole("option", { name });
const detail = (page: Page) => page.getByRole("region", { name: "Difference" });
const side = (page: Page, letter: "A" | "B") => page.getByRole("region", { name: `Side ${letter}`, exact: true });
const equal = (page: Page) => page.getByRole("heading", { name: "Both sides are equal" });

/** What the list shows, row by row; rows come while it is compared. */
async function expectNames(page: Page, names: readonly string[]): Promise<void> {
  const rows = list(page).getByRole("option");
  const shown = () =>
    rows.evaluateAll((all) => all.map((each) => `${each.getAttribute("title")} ${each.getAttribute("data-kind")}`));
  await expect.poll(shown).toEqual(names);
}

/** What etcdctl says that differs between two revisions of a prefix. */
async function differencesOf(etcdctl: Etcdctl, prefix: string, from: number, to: number): Promise<string[]> {
  const read = async (revision: number) =>
    new Map(
      (await readKeys(etcdctl, [prefix, "--prefix", `--rev=${revision}`])).map(
        (kv) => [kv.key.toString(), kv] as const,
      ),
    );
  const [left, right] = [await read(from), await read(to)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return keys.flatMap((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    if (other === undefined) return [`${key} only-left`];
    if (one === undefined) return [`${key} only-right`];
    return one.modRevision === other.modRevision ? [] : [`${key} differs`];
  });
}

test("one folder at two revisions: from the past to what etcdctl says, by the keyboard, as a file and as a link", async ({
  page,
  etcdctl,
}) => {
  const put = (name: string, value: string) => etcdctl(["put", `/cmp/${name}`, value]);
  await put("same", "1");
  await put("db/pool", '{"min": 2, "max": 24}');
  await put("db/gone", "was here");
  const { modRevision: at } = await readKey(etcdctl, "/cmp/db/gone");
  await put("db/pool", '{"min": 2, "max": 10}');
  await etcdctl(["del", "/cmp/db/gone"]);
  await put("new", "since");
  const { modRevision: now } = await readKey(etcdctl, "/cmp/new");
  const expected = await differencesOf(etcdctl, "/cmp/", at, now);

  await page.goto(`/c/sample/keys?prefix=/cmp/&at=${at}`);
  await expect(new KeysPage(page).row("same")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("compare with now");
  await expect(page.getByRole("option", { name: "Compare with now", exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Compare", exact: true })).toBeVisible();
  await expect(list(page)).toBeVisible();
  await expectNames(page, expected);
  await expect(side(page, "A")).toContainText(`3 keys at revision ${at}`);
  await expect(side(page, "B")).toContainText(`3 keys at revision ${now}`);

  await test.step("the keyboard moves, opens and selects; chips and search filter", async () => {
    await page.keyboard.press("t");
    await expect(row(page, "only in A /cmp/db/gone")).toHaveAttribute("data-open", "true");
    await expect(detail(page)).toContainText("was here");
    await expect(detail(page)).toContainText("no such key");
    await page.keyboard.press("ArrowDown");
    await expect(detail(page).getByRole("list", { name: "1 fields differ" })).toContainText("max");
    await page.keyboard.press("Space");
    await expect(page.getByText("1 of 3 selected")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "1 only in B" }).click();
    await expectNames(page, ["/cmp/new only-right"]);
    await page.getByRole("button", { name: "1 only in B" }).click();
    await page.keyboard.press("/");
    await page.keyboard.type("pool");
    await expect(list(page).getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(list(page).getByRole("option")).toHaveCount(3);
  });

  await test.step("rules ignore fields, and the result says of how many keys", async () => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Ignore…" }).click();
    const dialog = page.getByRole("dialog", { name: "Ignore rules" });
    await dialog.getByLabel("JSON fields").fill("a..b");
    await expect(dialog.getByText("Line 1: Missing name")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Apply rules" })).toBeDisabled();
    await dialog.getByLabel("JSON fields").fill("max");
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expectNames(page, ["/cmp/db/gone only-left", "/cmp/new only-right"]);
    await expect(page.getByText("1 rule ignores 1 key")).toBeVisible();
    await page.goBack();
    await expectNames(page, expected);
  });

  await test.step("the result goes into a file, line by line, with the values of both sides", async () => {
    const downloading = page.waitForEvent("download");
    await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByText("With values").click();
    await page.getByRole("button", { name: "Export differences", exact: true }).click();
    const file = await (await downloading).path();
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    const told = lines.map((line) => {
      const { kind, a, b } = JSON.parse(line);
      return [kind, a?.value_text, b?.value_text];
    });
    expect(told).toEqual([
      ["only-left", "was here", undefined],
      ["differs", '{"min": 2, "max": 24}', '{"min": 2, "max": 10}'],
      ["only-right", undefined, "since"],
    ]);
  });

  await test.step("the link holds both revisions, whatever is written later", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy link" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain(`aAt=${at}`);
    expect(link).toContain(`bAt=${now}`);
    await put("later", "x");
    await page.goto(link);
    await expect(list(page)).toBeVisible();
    await expectNames(page, expected);
    // Both are of the past now.
    await expect(page.getByRole("button", { name: "Review plan for B…" })).toBeDisabled();
  });

  await test.step("started in a field, it compares what is typed there, and nothing where that cannot be read", async () => {
    await row(page, "/cmp/new").click();
    await page.keyboard.press("Space");
    await page.keyboard.press("b");
    await page.keyboard.press("Tab");
    await page.keyboard.type("x");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(side(page, "B")).toContainText("Enter now, a revision");
    // Another comparison would begin with nothing selected.
    await expect(page.getByText("1 of 3 selected")).toBeVisible();
    // It stands there until it is corrected, and nothing else is compared meanwhile.
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Revision of side B")).toHaveValue("x");
    await expect(side(page, "B").getByRole("alert")).toHaveText("Enter now, a revision, a time or “100 writes ago”");
    await expect(page.getByRole("button", { name: "Compare again" })).toBeDisabled();
    await page.getByLabel("Revision of side B").fill(String(now - 1));
    await page.keyboard.press("ControlOrMeta+Enter");
    const typed = await differencesOf(etcdctl, "/cmp/", at, now - 1);
    expect(typed).not.toEqual(expected);
    await expectNames(page, typed);
    await page.getByRole("button", { name: "Compare again" }).click();
    await expectNames(page, typed);
  });

  await test.step("of two prefixes it says how keys match, and sets one as the other", async () => {
    await page.getByLabel("Prefix of side B").fill("/cmp/n");
    await page.getByLabel("Prefix of side B").press("Enter");
    await expect(page.getByText("Two prefixes: keys match by the name after each.")).toBeVisible();
    await page.getByRole("button", { name: "Set A to /cmp/n" }).click();
    await expect(page.getByLabel("Prefix of side A")).toHaveValue("/cmp/n");
    await expect(page.getByText("Two prefixes:")).toBeHidden();
  });
});

test("two clusters: what differs, written to one side by a plan, and equal once they are alike", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  const other = await startEtcd({ binary });
  try {
    const inOther: Etcdctl = (args, stdin) => runEtcdctl({ ...other, etcdctl: etcd.etcdctl }, args, stdin);
    await etcdctl(["put", "/two/a", "alike"]);
    await etcdctl(["put", "/two/b", "one"]);
    await etcdctl(["put", "/two/c", "here"]);
    await inOther(["put", "/mirror/a", "alike"]);
    await inOther(["put", "/mirror/b", "two"]);
    const free = `127.0.0.1:${other.port}`;

    await test.step("a server that a link names is asked for nothing before a person agrees", async () => {
      await page.goto(`/c/sample/compare?aPrefix=/two/&b=${free}&bPrefix=/mirror/`);
      await expect(page.getByRole("heading", { name: `Connect side B to ${free}?` })).toBeVisible();
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await expect(list(page)).toBeVisible();
      await expectNames(page, ["b differs", "c only-left"]);
      await expect(page.getByText("1 the same")).toBeVisible();
    });

    await test.step("what is selected becomes a plan for a side, which writes it there", async () => {
      await page.getByRole("button", { name: "Select all" }).click();
      await expect(page.getByText("Into B: 1 new, 1 overwritten, nothing deleted")).toBeVisible();
      await page.getByRole("button", { name: "Review plan for B…" }).click();
      const review = page.getByRole("dialog", { name: "Review plan" });
      await expect(review).toContainText("/mirror/b");
      await review.getByRole("button", { name: /^Write 2 keys/ }).click();
      await expect
        .poll(async () => (await readKeys(inOther, ["/mirror/", "--prefix"])).map(({ value }) => value.toString()))
        .toEqual(["alike", "one", "here"]);
    });

    await test.step("the same comparison again says that both are equal now", async () => {
      await expect(page.getByText("2 keys were written since. This result is from before.")).toBeVisible();
      await expect(list(page).getByRole("option", { name: /^differs b written since/ })).toBeVisible();
      await page.getByRole("heading", { name: "Compare", exact: true }).click();
      await page.keyboard.press("r");
      await expect(equal(page)).toBeVisible();
      const { modRevision } = await readKey(inOther, "/mirror/c");
      await expect(page.getByText(/^3 keys, at revision/)).toContainText(`and ${modRevision} in B`);
      await page.goto("about:blank");
    });
  } finally {
    await other.stop();
  }
});

test("a side that may not be read says so as that side, and leads to what may be", async ({ page, faults }) => {
  faults.allow(/status of 40[13]/);
  await withAuthEtcd(page, async ({ port }) => {
    await connectAsApp(page, { port });
    await expect(new KeysPage(page).row("/app/")).toBeVisible();
    // A load forgets the password.
    await page.goto(`/c/sample/compare?aPrefix=/app/&b=app@127.0.0.1:${port}`);
    const failed = page.getByRole("region", { name: "Side B failed" });
    await failed.getByLabel("Password").fill("apppw");
    // Compares again by itself then.
    await failed.getByRole("button", { name: "Sign in" }).click();
    await expect(failed).toContainText("app cannot read all of these keys");
    await failed.getByRole("button", { name: "/app/" }).click();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(list(page)).toBeVisible();
    await expectNames(page, ["/app/one only-right"]);
  });
});
