import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { TxnPage } from "../pages/txn-page.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey, readKeys } from "../witness.ts";

const writerLock = [
  'version("/locks/writer") = "0"',
  'val("/config/mode") != "maintenance"',
  "",
  "put /locks/writer node-7",
  "get /config/db/ --prefix",
  "",
  "get /locks/writer",
  "del /locks/waiting/ --prefix --prev-kv",
  "",
].join("\n");

test("a transaction as text becomes rows: it is run dry and committed, what is wrong is told, and rows are dragged", async ({
  page,
  etcdctl,
}) => {
  const txn = new TxnPage(page);

  await test.step("etcdctl's text becomes rows, a dry run foretells ELSE and writes nothing, and the commit does it", async () => {
    await etcdctl(["put", "/config/mode", "maintenance"]);
    for (const name of ["1", "2", "3"]) await etcdctl(["put", `/locks/waiting/${name}`, "x"]);
    await txn.open("sample");
    await expectAccessibleInBothThemes(page);
    const lease = /lease (\w+)/.exec(String(await etcdctl(["lease", "grant", "600"])))?.[1];
    await txn.text.fill(writerLock.replace("node-7", `node-7 --lease=${lease}`));
    await expect(txn.rows("IF")).toHaveCount(2);
    await expect(
      txn
        .rows("THEN")
        .first()
        .getByText(/^lease 9 min \d+ s$/),
    ).toBeVisible();
    await expect(page.getByTestId("operation-count")).toHaveText("2 of 128 operations");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(txn.lane("ELSE").getByText("would run now")).toBeVisible();
    await expect(txn.lane("IF").getByText("true now")).toBeVisible();
    await expect(txn.lane("IF").getByText('Current: "maintenance"')).toBeVisible();
    const span = txn.lane("ELSE").getByRole("combobox", { name: "Key range" });
    await expect(span.nth(1).locator("option:checked")).toHaveText("prefix · 3 keys");
    await expectAccessibleInBothThemes(page);
    expect(await readKeys(etcdctl, ["/locks/waiting/", "--prefix"])).toHaveLength(3);

    await txn.commitNow();
    await expect(txn.result()).toContainText("ELSE ran");
    await expect(txn.result()).toContainText("3 keys deleted");
    await expect(txn.result()).toContainText("was /locks/waiting/1");
    await expectAccessibleInBothThemes(page);
    expect(await readKeys(etcdctl, ["/locks/waiting/", "--prefix"])).toHaveLength(0);
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("status").getByText(/Undone/)).toBeVisible();
    expect(await readKeys(etcdctl, ["/locks/waiting/", "--prefix"])).toHaveLength(3);
    await txn.clear();
  });

  await test.step("what is wrong stands at its row, is marked in the text, and is not sent", async () => {
    await txn.open("sample");
    await txn.write("\nput /twice 1\nput /twice 2\n");
    await expect(txn.rows("THEN").nth(1)).toContainText("A transaction can write a key only once");
    await expect(txn.commit).toBeDisabled();
    await txn.write("\nput /twice\n");
    await expect(page.getByText("Line 2, column 11: put requires a value")).toBeVisible();
    await expect(txn.text).toHaveAttribute("aria-invalid", "true");
    await expect(txn.text.locator(".cm-lintPoint-error")).toHaveCount(1);
    await expectAccessible(page);
    await txn.clear();
  });

  await test.step("rows are dragged within a list and from one to the other, and a key that is dropped becomes a row", async () => {
    await txn.open("sample");
    await txn.write("\nput /a 1\nput /b 2\nput /c 3\n\nget /d\n");
    const handle = (lane: "THEN" | "ELSE", at: number) => txn.rows(lane).nth(at).getByRole("button", { name: /^Move/ });
    await handle("THEN", 2).dragTo(txn.rows("THEN").nth(0), { targetPosition: { x: 60, y: 2 } });
    await txn.expectText(/put \/c 3\nput \/a 1\nput \/b 2/);
    await handle("THEN", 0).dragTo(txn.rows("ELSE").nth(0), { targetPosition: { x: 60, y: 2 } });
    await txn.expectText("\nput /a 1\nput /b 2\n\nput /c 3\nget /d\n");
    const dataTransfer = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.setData("text/plain", "/dropped/key");
      return transfer;
    });
    await txn.lane("IF").getByRole("list", { name: "Conditions" }).dispatchEvent("drop", { dataTransfer });
    await txn.expectText(/^version\("\/dropped\/key"\) > "0"\n/);
  });
});

test("by keyboard alone a transaction is built, from picked keys and nested too, and committed", async ({
  page,
  etcdctl,
}) => {
  const txn = new TxnPage(page);

  await test.step("by keyboard alone: rows are added, filled, moved, removed, run dry and committed", async () => {
    await txn.open("sample");
    await page.keyboard.press("a");
    await page.keyboard.press("c");
    await page.keyboard.type("/keyboard/a");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await page.keyboard.type("/keyboard/a");
    await page.keyboard.press("Tab");
    await page.keyboard.type("one");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await page.keyboard.type("/keyboard/b");
    await page.keyboard.press("Tab");
    await page.keyboard.type("two");
    await txn.expectText('version("/keyboard/a") = "0"\n\nput /keyboard/a one\nput /keyboard/b two\n');
    // Escape leads to the row's handle: up, and over to ELSE, with the focus staying in the row.
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowUp");
    await txn.expectText(/put \/keyboard\/b two\nput \/keyboard\/a one/);
    await page.keyboard.press("ArrowRight");
    await expect(txn.rows("ELSE")).toHaveCount(1);
    await expect(txn.rows("ELSE").getByRole("button", { name: /^Move/ })).toBeFocused();
    await txn.rows("ELSE").getByRole("textbox", { name: "Value" }).focus();
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await txn.expectText(/\nput \/keyboard\/b "two!"\n$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await page.keyboard.type("/keyboard/gone");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await expect(txn.rows("THEN")).toHaveCount(1);

    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(txn.lane("THEN").getByText("would run now")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(page.getByRole("dialog", { name: "Commit transaction" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(txn.result()).toContainText("THEN ran");
    expect((await readKey(etcdctl, "/keyboard/a")).value.toString()).toBe("one");
    expect(await readKeys(etcdctl, ["/keyboard/b"])).toHaveLength(0);
    await txn.clear();
  });

  await test.step("by keyboard alone keys of the cluster are picked, and completed where a key is typed", async () => {
    await etcdctl(["put", "/picker/pool/one", "1"]);
    await etcdctl(["put", "/picker/pool/two", "2"]);
    await txn.open("sample");
    await page.keyboard.press("k");
    const tree = page.getByRole("tree", { name: "Keys to pick" });
    await expect(tree).toBeFocused();
    await page.keyboard.press("/");
    await page.keyboard.type("/picker/");
    await page.keyboard.press("Enter");
    await tree.getByText("pool/").waitFor();
    await expectAccessible(page);
    await expect(tree).toBeFocused();
    await page.keyboard.press("p");
    await page.keyboard.press("e");
    await page.keyboard.press("ArrowRight");
    await tree.getByText("two", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("p");
    await page.keyboard.press("t");
    await txn.expectText('version("/picker/pool/one") > "0"\n\nget /picker/pool/two\n\nget /picker/pool/ --prefix\n');
    // What the keyboard does, dragging does too.
    await tree.getByText("one", { exact: true }).dragTo(txn.lane("THEN").getByRole("list"));
    await expect(txn.rows("THEN")).toHaveCount(2);
    await tree.focus();
    await page.keyboard.press("Escape");
    await expect(tree).toBeHidden();

    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await page.keyboard.type("/picker/pool/");
    await expect(page.locator("#txn-keys option")).toHaveText(["/picker/pool/one", "/picker/pool/two"]);
    await txn.clear();
  });

  await test.step("a nested transaction folds, commits, and etcdctl's inability is said", async () => {
    await txn.open("sample");
    await page.keyboard.press("a");
    await page.keyboard.press("t");
    await txn.rows("THEN").first().getByRole("combobox", { name: "Operation" }).selectOption("TXN");
    const nested = page.getByRole("region", { name: "THEN of nested transaction" });
    await nested.getByRole("button", { name: "Operation" }).click();
    await nested.getByRole("combobox", { name: "Key" }).fill("/nested/key");
    await nested.getByRole("textbox", { name: "Value" }).fill("within");
    await expect(page.getByText("etcdctl cannot express this transaction.")).toBeVisible();
    await expectAccessible(page);
    await txn
      .rows("THEN")
      .first()
      .getByRole("button", { name: /^Transaction:/ })
      .click();
    await expect(nested).toBeHidden();
    await txn.commitNow();
    await expect(txn.result()).toContainText("THEN ran");
    expect((await readKey(etcdctl, "/nested/key")).value.toString()).toBe("within");
  });
});

test("a draft survives a reload, is shared by a link that no server sees, and is found again once committed", async ({
  page,
  etcdctl,
  newBrowser,
}) => {
  const txn = new TxnPage(page);

  await test.step("a key that is open is added as a condition, and the draft survives a reload", async () => {
    await etcdctl(["put", "/added/key", "1"]);
    const { modRevision } = await readKey(etcdctl, "/added/key");
    const keys = new KeysPage(page);
    await keys.open("sample", { key: "/added/key" });
    await page.getByRole("button", { name: "Add to transaction" }).click();
    await page.getByRole("status").getByRole("button", { name: "Open transaction" }).click();
    await txn.expectText(`mod("/added/key") = "${modRevision}"\n`);
    await page.reload();
    await txn.expectText(`mod("/added/key") = "${modRevision}"\n`);
    await txn.clear();
  });

  await test.step("a shared link opens the transaction elsewhere, and nothing of it reaches a server", async () => {
    await txn.open("sample");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await txn.write('\nput /shared/key "a secret"\n');
    await page.getByRole("button", { name: "Copy transaction link" }).click();
    await expect(page.getByRole("status").getByText(/Link copied/)).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await (await newBrowser()).newPage();
    const urls: string[] = [];
    other.on("request", (request) => urls.push(request.url()));
    await other.goto(link);
    await other.getByRole("button", { name: "Open transaction" }).click();
    await new TxnPage(other).expectText('\nput /shared/key "a secret"\n');
    expect(urls.filter((url) => url.includes("txn="))).toEqual([]);
    await txn.clear();
  });

  await test.step("what was committed is found again, without its values", async () => {
    await txn.open("sample");
    await txn.write("\nput /history/key hunter2\n");
    await page.getByLabel("Transaction title").fill("set the password");
    await txn.commitNow();
    await expect(txn.result()).toContainText("THEN ran");
    expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain("hunter2");
    await page.getByRole("button", { name: "Clear transaction" }).click();
    await page.keyboard.press("h");
    await expectAccessible(page);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /set the password/ })
      .click();
    await txn.expectText('\nput /history/key ""\n');
  });
});
