import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";

test("folders open with etcdctl's counts, odd names are keys of their own, and one goes to keys and prefixes", async ({
  page,
  etcdctl,
}) => {
  const keys = new KeysPage(page);

  await test.step("folders open one by one, with the counts that etcdctl counts", async () => {
    await keys.open("sample");
    const all = await readKeys(etcdctl, ["", "--prefix", "--keys-only"]);
    await expect(page.getByRole("region", { name: "Keys" })).toContainText(`${all.length.toLocaleString("en")} keys`);
    for (const prefix of ["/config/", "/registry/", "/services/"]) {
      const below = all.filter(({ key }) => key.toString("latin1").startsWith(prefix)).length;
      await expect(keys.row(prefix)).toHaveText(`${prefix}${below.toLocaleString("en")}`);
    }
    await expect(keys.row("db/")).toBeHidden();
    await keys.row("/config/").click();
    await keys.row("db/").click();
    await keys.row("pool").click();
    await expect(page).toHaveURL(/key=\/config\/db\/pool/);
    await expect(page.getByRole("heading", { name: "/config/db/pool" })).toBeVisible();
  });

  await test.step("a, /a and a// are three keys, and a key of binary bytes is there too", async () => {
    await keys.open("sample");
    await expect(keys.row("/a")).toHaveAttribute("aria-selected", "false");
    await keys.row("a").click();
    await expect(page.getByRole("heading", { name: "a", exact: true })).toBeVisible();
    await keys.row("a/").click();
    await keys.row("/").click();
    await expect(page.getByRole("heading", { name: "a//", exact: true })).toBeVisible();
    await expect(keys.row(String.raw`\xff\xfe\x00/`)).toBeVisible();
  });

  await test.step("names of other scripts are shown as they are, and their links lead back", async () => {
    const key = "/browse/設定/grüße 🔑";
    await etcdctl(["put", key, "¡hola!"]);
    await keys.open("sample", { key });
    await keys.expectValue("¡hola!");
    await page.reload();
    await expect(page.getByRole("heading", { name: key })).toBeVisible();
    await expect(keys.row("grüße 🔑")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("going to a key opens it, going to a prefix narrows the tree, and the way back is a click", async () => {
    await keys.open("sample");
    await expect(keys.row("/config/")).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("/config/db/");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/prefix=\/config\/db%2F$/);
    await expect(keys.row("pool")).toBeVisible();
    await expect(keys.row("/services/")).toBeHidden();
    await page.getByRole("navigation", { name: "Prefix" }).getByRole("button", { name: "all keys" }).click();
    await expect(keys.row("/services/")).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("/config/regions.json");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "/config/regions.json" })).toBeVisible();
    await expect(keys.row("regions.json")).toHaveAttribute("aria-selected", "true");
    await page.goBack();
    await expect(page.getByRole("heading", { name: "All keys" })).toBeVisible();
  });
});

test("the tree is narrowed to any prefix or to nothing, read again, and holds thousands", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await test.step("a prefix that ends within a name shows the folders that begin so, and they open", async () => {
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/con" });
    await keys.row("/config/").click();
    await expect(keys.row("db/")).toBeVisible();
    await keys.open("sample", { prefix: "/config" });
    await keys.row("/config/db/").click();
    await expect(keys.row("pool")).toBeVisible();
  });

  await test.step("nothing below a prefix is said, with the way on", async () => {
    await new KeysPage(page).open("sample", { prefix: "/nothing/here/" });
    await expect(page.getByRole("heading", { name: "No keys start with “/nothing/here/”" })).toBeVisible();
    await page.getByRole("button", { name: "Show all keys" }).click();
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
  });

  await test.step("what etcdctl writes is there once the tree is read again", async () => {
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/later/" });
    await expect(page.getByRole("heading", { name: "No keys start with “/later/”" })).toBeVisible();
    await etcdctl(["put", "/later/one", "1"]);
    await page.keyboard.press("r");
    await expect(keys.row("one")).toBeVisible();
  });

  await test.step("a folder of thousands shows all of them at once, and reads what one looks at", async () => {
    const puts = Array.from({ length: 12_000 }, (_, at) => ({
      request_put: { key: Buffer.from(`/many/${String(at).padStart(5, "0")}`).toString("base64"), value: "eA==" },
    }));
    for (let at = 0; at < puts.length; at += 125) {
      const body = JSON.stringify({ success: puts.slice(at, at + 125) });
      expect((await fetch(`${etcd.endpoint}/v3/kv/txn`, { method: "POST", body })).status).toBe(200);
    }
    const keys = new KeysPage(page);
    await keys.open("sample", { prefix: "/many/" });
    await expect(page.getByRole("region", { name: "Keys" })).toContainText("12,000 keys");
    // The count is known before the rows are: the last of them stands for many keys until then.
    await expect(keys.tree).toHaveAttribute("aria-busy", "false");
    await keys.tree.focus();
    await page.keyboard.press("End");
    await expect(keys.row("11999")).toBeVisible();
    // Into the middle, where nothing was read yet.
    await keys.tree.evaluate((tree) => (tree.scrollTop = tree.scrollHeight / 2));
    await expect(keys.row("06000")).toBeVisible();
    await page.keyboard.press("Home");
    await expect(keys.row("00000")).toBeVisible();
    expect(await keys.tree.getByRole("treeitem").count()).toBeLessThan(200);
    await etcdctl(["del", "/many/", "--prefix"]);
  });
});
