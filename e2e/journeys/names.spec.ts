import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openLink } from "../pages/open-link.ts";
import { showPath } from "../pages/show-path.ts";

test("a key looks different by a trailing space, and is found by the text that the tree shows", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("a key that differs by a trailing space looks different in dialogs, notices and lists too", async () => {
    await etcdctl(["put", "/names/a", "one"]);
    await etcdctl(["put", "/names/a ", "two"]);
    await keys.open("sample", { key: "/names/a " });
    await keys.expectValue("two");
    await expect(keys.row("a\\x20")).toBeVisible();
    await page.getByRole("button", { name: "Delete key" }).click();
    await expect(page.getByRole("dialog")).toContainText("/names/a\\x20");
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(keys.notice(/Deleted \/names\/a\\x20/)).toBeVisible();
    expect((await etcdctl(["get", "/names/", "--prefix", "--keys-only"])).toString().trim()).toBe("/names/a");
  });

  await test.step("a key is found by the text that the tree shows of it", async () => {
    await etcdctl(["put", "/names/\r\neth0", "up"]);
    await showPath(page, `/c/sample/keys?${new URLSearchParams({ find: "keys", q: String.raw`\x0d\x0aeth0` })}`);
    await expect(page.getByLabel("/names/\\x0d\\x0aeth0", { exact: true })).toBeVisible();
    await keys.open("sample", { key: String.raw`/names/\x0d\x0aeth0` });
    await keys.expectValue("up");
  });
});

test("users that are drawn alike are told apart, in lists, titles and questions", async ({ page }) => {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  try {
    for (const name of ["bob", "bob\u200b", "\u202ebob"]) {
      await runEtcdctl({ ...etcd, etcdctl }, ["user", "add", name, "--no-password"]);
    }
    await openLink(page, `/c/${encodeURIComponent(`127.0.0.1:${etcd.port}`)}/access`);
    for (const shown of ["bob", "bob\\xe2\\x80\\x8b", "\\xe2\\x80\\xaebob"]) {
      await expect(page.getByText(shown, { exact: true })).toBeVisible();
    }
    await page.getByText("bob\\xe2\\x80\\x8b", { exact: true }).click();
    await expect(page.getByRole("heading", { name: "User bob\\xe2\\x80\\x8b" })).toBeVisible();
    await page.getByRole("button", { name: "Delete user" }).click();
    await expect(page.getByRole("dialog")).toContainText("bob\\xe2\\x80\\x8b");
  } finally {
    // What the page still asks finds no etcd any more.
    await page.goto("about:blank");
    await etcd.stop();
  }
});
