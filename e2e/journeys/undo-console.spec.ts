import { expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { ClusterPage } from "../pages/cluster-page.ts";
import { ConsolePage } from "../pages/console-page.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openHistory } from "../pages/write-history.ts";
import { readKey, readKeys, type Etcdctl } from "../witness.ts";

const valueOf = async (etcdctl: Etcdctl, key: string) => (await readKey(etcdctl, key)).value.toString();

test("what the console wrote is undone like anything else, and what it cannot bring back is listed with the reason", async ({
  page,
  etcdctl,
}) => {
  await etcdctl(["put", "/undo/c/one"], "before");
  await etcdctl(["put", "/undo/c/many/1"], "1");
  const terminal = new ConsolePage(page);
  await terminal.open("sample");
  await terminal.run("put /undo/c/one after");
  await expect(terminal.entry("put /undo/c/one after")).toContainText("OK");
  // What etcdctl did not ask for is not in what it prints.
  await terminal.run("put /undo/c/one last -w json");
  await expect(terminal.entry("put /undo/c/one last -w json")).toContainText("revision");
  await expect(terminal.entry("put /undo/c/one last -w json")).not.toContainText("prev_kv");
  await terminal.run("del /undo/c/one");
  await expect(terminal.confirmation()).toContainText("You can undo this until the key changes again.");
  await terminal.confirmation().getByRole("button", { name: "Run" }).click();
  await expect(terminal.entry("del /undo/c/one")).toContainText("1");
  expect(await readKeys(etcdctl, ["/undo/c/one"])).toEqual([]);

  const keys = new KeysPage(page);
  const heading = page.getByRole("heading", { name: "Console" });
  const undone = async (told: string) => {
    await heading.click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(keys.notice(told)).toBeVisible();
  };
  const history = await openHistory(page);
  await expect(history.getByRole("listitem").nth(1)).toContainText("Undo first: Ran “del /undo/c/one”");
  await page.keyboard.press("Escape");
  await undone("Undone: Ran “del /undo/c/one”");
  expect(await valueOf(etcdctl, "/undo/c/one")).toBe("last");
  await undone("Undone: Ran “put /undo/c/one last -w json”");
  await undone("Undone: Ran “put /undo/c/one after”");
  expect(await valueOf(etcdctl, "/undo/c/one")).toBe("before");

  await terminal.run("del --prefix /undo/c/many/");
  await expect(terminal.confirmation()).toContainText("This cannot be undone.");
  await terminal.confirmation().getByRole("button", { name: "Run" }).click();
  await expect(terminal.entry("del --prefix /undo/c/many/")).toContainText("1");
  await terminal.run("get /undo/c/one");
  await expect(terminal.entry("get /undo/c/one")).toContainText("before");
  await terminal.run("role add undo-c");
  await expect(terminal.entry("role add undo-c")).toContainText("created");
  await undone("Could not undo: Ran “role add undo-c”. Only key writes can be undone.");
  await expect(keys.noticeCard).toHaveAttribute("data-tone", "info");
  await page.getByRole("button", { name: "Show history" }).click();
  const rows = page.getByRole("dialog", { name: "Write history" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("Ran “del --prefix /undo/c/many/”");
  await expect(rows.nth(1)).toContainText("The answer does not include all previous values.");
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");

  await page.getByText("Raw request", { exact: true }).click();
  await terminal.path.fill("/v3/kv/put");
  await terminal.body.fill('{"key": b"/undo/c/one", "value": b"raw", "prev_kv": true}');
  await terminal.body.press("ControlOrMeta+Enter");
  await expect(page.getByRole("region", { name: "Answer", exact: true })).toContainText("prev_kv");
  expect(await valueOf(etcdctl, "/undo/c/one")).toBe("raw");
  await undone("Undone: Ran “POST /v3/kv/put”");
  expect(await valueOf(etcdctl, "/undo/c/one")).toBe("before");
  await etcdctl(["role", "delete", "undo-c"]);
});

test("a role that was created and a plan that was carried out are listed, without an undo", async ({
  page,
  etcdctl,
}) => {
  await page.goto("/c/sample/access");
  await page.getByRole("button", { name: /^(New|Create) role/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill("undo-r");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const history = await openHistory(page);
  const first = history.getByRole("listitem").first();
  await expect(first).toContainText("undo-r");
  await expect(first).toContainText("cannot be undone");
  await page.keyboard.press("Escape");
  await etcdctl(["role", "delete", "undo-r"]);

  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Cluster" }).click();
  const cluster = new ClusterPage(page);
  const maintenance = page.getByRole("region", { name: "Maintenance" });
  await maintenance.getByTitle(/^Defragment members/).click();
  await cluster.carryOut(/^Defragment/);
  await openHistory(page);
  await expect(first).toContainText("Defragment");
  await expect(first).toContainText("Acts on the cluster cannot be undone.");
});

test("the history marks what somebody else has written over since, and leaves alone what stands", async ({
  page,
  etcdctl,
}) => {
  const terminal = new ConsolePage(page);
  await terminal.open("sample");
  for (const name of ["a", "b"]) {
    await terminal.run(`put /undo/since/${name} mine`);
    await expect(terminal.entry(`put /undo/since/${name} mine`)).toContainText("OK");
  }
  await etcdctl(["put", "/undo/since/a"], "theirs");
  const rows = (await openHistory(page)).getByRole("listitem");
  await expect(rows.nth(1)).toContainText("/undo/since/a was changed since.");
  await expect(rows.nth(0)).not.toContainText("was changed since");
  await rows.nth(1).getByRole("button", { name: "Undo" }).click();
  await expect(new KeysPage(page).notice(/^Could not undo: .*\/undo\/since\/a was changed since/)).toBeVisible();
  expect(await valueOf(etcdctl, "/undo/since/a")).toBe("theirs");
});
