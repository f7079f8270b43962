/** A write that etcd has done while its answer was lost on the way: what each screen says, with etcdctl as the witness. */
import { faults as lost, startFaultProxy, type FaultProxy } from "@etcd-explorer/scripts/test/fault-proxy";
import { expect, test as base } from "../fixtures.ts";
import { ConsolePage } from "../pages/console-page.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { TxnPage } from "../pages/txn-page.ts";

const maybe = /may or may not have happened/;
const badGateway = lost["502 with a page"] ?? { kind: "cut" };

const test = base.extend<{ lossy: FaultProxy; connection: string }>({
  lossy: async ({ etcd, faults }, use) => {
    const lossy = await startFaultProxy(etcd);
    faults.allow(/Failed to load resource/);
    await use(lossy);
    await lossy.stop();
  },
  // Connected to by hand, as a person does; afterwards links lead there.
  connection: async ({ page, lossy }, use) => {
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Endpoints").fill(`${lossy.host}:${lossy.port}`);
    await page.getByLabel("Endpoints").press("Enter");
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    await use(`${lossy.host}:${lossy.port}`);
  },
});

// All the others are tried without a browser: worker/test/lost-answers.etcd.test.ts.
const shown = ["502 with a page", "gRPC code 2", "200 with a page to sign in", "no answer"];
const onScreen = Object.entries(lost).filter(([name]) => shown.includes(name));

test("a save whose answer is lost in any way is not called undone, and the key tells that it was done", async ({
  page,
  lossy,
  connection,
  etcdctl,
}) => {
  const keys = new KeysPage(page);
  for (const [at, [what, fault]] of onScreen.entries()) {
    await test.step(`a save answered with ${what} is not called undone, and the key tells that it was done`, async () => {
      const key = `/lost/a/${at}`;
      await etcdctl(["put", key, "old"]);
      await keys.open(connection, { key });
      await keys.expectValue("old");
      await keys.replaceValue("new");
      lossy.lose("/v3/kv/txn", fault);
      await page.keyboard.press("ControlOrMeta+s");
      await expect(
        keys.notice(/^Could not save\..*may or may not have happened\. Reload the key to see\.$/),
      ).toBeVisible();
      await expect(page.getByText(/Nothing was written/)).toBeHidden();
      expect((await etcdctl(["get", key, "--print-value-only"])).toString()).toBe("new\n");
      await page.getByRole("button", { name: "Reload key" }).click();
      await expect(keys.notice(new RegExp(`^Saved ${key} at revision`))).toBeVisible();
      await keys.expectValue("new");
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(keys.notice(/^Undone/)).toBeVisible();
      expect((await etcdctl(["get", key, "--print-value-only"])).toString()).toBe("old\n");
    });
  }
});

test("what was written while the answer was lost is told, on the screens of keys and of the console", async ({
  page,
  etcdctl,
  lossy,
  connection,
}) => {
  await test.step("a key that somebody else wrote first is told so after a lost answer, and the edit is kept", async () => {
    await etcdctl(["put", "/lost/b", "old"]);
    const keys = new KeysPage(page);
    await keys.open(connection, { key: "/lost/b" });
    await keys.expectValue("old");
    await keys.replaceValue("mine");
    await etcdctl(["put", "/lost/b", "theirs"]);
    lossy.lose("/v3/kv/txn", badGateway);
    await page.keyboard.press("ControlOrMeta+s");
    await expect(keys.notice(maybe)).toBeVisible();
    await page.getByRole("button", { name: "Reload key" }).click();
    await expect(keys.notice(/^Not written: another client changed \/lost\/b first/)).toBeVisible();
    await keys.expectValue("mine");
    expect((await etcdctl(["get", "/lost/b", "--print-value-only"])).toString()).toBe("theirs\n");
  });

  await test.step("a created key whose answer is lost is found by its name", async () => {
    const keys = new KeysPage(page);
    await keys.open(connection, { prefix: "/lost/" });
    await expect(keys.tree.or(page.getByText(/^No keys start with/))).toBeVisible();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Key").fill("/lost/created");
    lossy.lose("/v3/kv/txn", badGateway);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(keys.notice(/^Created \/lost\/created at revision/)).toBeVisible();
    expect((await etcdctl(["get", "/lost/created", "--keys-only"])).toString()).toContain("/lost/created");
  });

  await test.step("the console says that a put may have happened, and advises to look before it is run again", async () => {
    const terminal = new ConsolePage(page);
    await terminal.open(connection);
    lossy.lose("/v3/kv/put", badGateway);
    await terminal.run("put /lost/console 1");
    const entry = terminal.entry("put /lost/console 1");
    await expect(entry).toContainText(maybe);
    await expect(entry).not.toContainText(/try again/i);
    expect(lossy.passed.filter((path) => path === "/v3/kv/put")).toHaveLength(1);
    expect((await etcdctl(["get", "/lost/console", "--print-value-only"])).toString()).toBe("1\n");
  });
});

test("a lease and a commit whose answers are lost are found, or said to be unknown", async ({
  page,
  etcdctl,
  lossy,
  connection,
}) => {
  await test.step("a lease whose answer is lost is granted all the same, and shown", async () => {
    await page.goto(`/c/${encodeURIComponent(connection)}/leases`);
    await expect(page.getByRole("heading", { name: "Leases" })).toBeVisible();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("TTL (seconds)").fill("90");
    lossy.lose("/v3/lease/grant", badGateway);
    await page.keyboard.press("Enter");
    const heading = page.getByRole("complementary", { name: "Lease" }).getByRole("heading").first();
    await expect(heading).toHaveText(/^[0-9a-f]{1,16}$/);
    const id = await heading.innerText();
    expect((await etcdctl(["lease", "timetolive", id])).toString()).toContain("granted with TTL(90s)");
    // An ID that a person chose may be somebody else's lease: it is not known.
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Lease ID").fill("77");
    lossy.lose("/v3/lease/grant", badGateway);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText(
      /may or may not have happened\. Refresh the leases to see whether .*77 exists\.$/,
    );
  });

  await test.step("a commit whose answer is lost stands in the history as not known", async () => {
    const txn = new TxnPage(page);
    await txn.open(connection);
    await txn.write("\nput /lost/txn 1\n");
    await expect(txn.rows("THEN")).toHaveCount(1);
    lossy.lose("/v3/kv/txn", badGateway);
    await txn.commitNow();
    await expect(page.getByRole("status").getByText(/^Could not commit\./)).toContainText(maybe);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Show committed transactions" }).click();
    await expect(page.getByRole("dialog")).toContainText("unknown");
  });
});
