import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import type { Page } from "@playwright/test";
import { connectAsApp, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys, type Etcdctl } from "../witness.ts";

const list = (page: Page) => page.getByRole("listbox", { name: "Differences" });
const equal = (page: Page) => page.getByRole("heading", { name: "Both sides are equal" });

/** What the list shows, row by row; rows come while it is compared. */
async function expectNames(page: Page, names: readonly string[]): Promise<void> {
  const rows = list(page).getByRole("option");
  const shown = () =>
    rows.evaluateAll((all) => all.map((each) => `${each.getAttribute("title")} ${each.getAttribute("data-kind")}`));
  await expect.poll(shown).toEqual(names);
}

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
    await failed.getByRole("button", { name: "Sign in" }).click();
    await failed.getByRole("button", { name: "Try again" }).click();
    await expect(failed).toContainText("app cannot read all of these keys");
    await failed.getByRole("button", { name: "/app/" }).click();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(list(page)).toBeVisible();
    await expectNames(page, ["/app/one only-right"]);
  });
});
