import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { ConsolePage } from "../pages/console-page.ts";
import type { Etcdctl } from "../witness.ts";

/** A key's value with a line break behind it, as etcdctl prints it; empty where there is no such key. */
async function valueOf(etcdctl: Etcdctl, key: string): Promise<string> {
  return (await etcdctl(["get", key, "--print-value-only"])).toString();
}

test("commands and transactions are typed by the keyboard alone, and a watch goes on until it is stopped", async ({
  page,
  etcdctl,
}) => {
  const terminal = new ConsolePage(page);

  await test.step("etcdctl's commands are completed, run and printed by the keyboard alone", async () => {
    await etcdctl(["put", "/console/deep/one", "1"]);
    await etcdctl(["put", "/console/deep/two", "2"]);
    await terminal.open("sample");
    await expectAccessibleInBothThemes(page);
    await expect(terminal.command).toBeFocused();
    await page.keyboard.type("ge");
    await page.keyboard.press("Tab");
    await expect(terminal.command).toHaveValue("get");
    await page.keyboard.type(" /consol");
    await page.keyboard.press("Tab");
    await expect(terminal.command).toHaveValue("get /console/deep/");
    await expect(page.getByRole("status", { name: "Completions" })).toContainText("/console/deep/two");
    await page.keyboard.type(" --pr");
    await page.keyboard.press("Tab");
    await page.keyboard.type("efix");
    await expect(terminal.command).toHaveValue("get /console/deep/ --prefix");
    await page.keyboard.press("Enter");
    const printed = await etcdctl(["get", "/console/deep/", "--prefix"]);
    await expect(terminal.entry("get /console/deep/ --prefix").locator("pre").nth(1)).toHaveText(printed.toString());
    await expectAccessibleInBothThemes(page);

    await page.keyboard.type("put /console/typed 'it $5'");
    await page.keyboard.press("Enter");
    await expect(terminal.entry("put /console/typed 'it $5'")).toContainText("OK");
    expect(await valueOf(etcdctl, "/console/typed")).toBe("it $5\n");

    await page.keyboard.press("ArrowUp");
    await expect(terminal.command).toHaveValue("put /console/typed 'it $5'");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(terminal.command).toHaveValue("");

    // What the first keys have in common is more than what all have.
    const txn = Array.from({ length: 60 }, (_, at) => `put /console/many/key-${String(at).padStart(3, "0")} x`);
    await etcdctl(["txn"], `\n${txn.join("\n")}\n\n\n`);
    await page.keyboard.type("get /console/m");
    await page.keyboard.press("Tab");
    await expect(terminal.command).toHaveValue("get /console/many/key-0");
    await terminal.command.fill("");

    await page.keyboard.type("frob");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Unknown command “frob”")).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  await test.step("a transaction is typed on several lines, and a watch goes on until it is stopped", async () => {
    await terminal.open("sample");
    await page.keyboard.type("txn");
    // A transaction without its lines is not complete: Enter begins one.
    await page.keyboard.press("Enter");
    for (const line of ['version("/console/new") = "0"', "", "put /console/new 1", "", "get /console/new", ""]) {
      await page.keyboard.type(line);
      await page.keyboard.press("Shift+Enter");
    }
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("log")).toContainText("SUCCESS");
    expect(await valueOf(etcdctl, "/console/new")).toBe("1\n");

    await terminal.run("watch /console/ --prefix --prev-kv");
    const watch = terminal.entry("watch /console/ --prefix --prev-kv");
    await expect(watch).toContainText("running");
    await expect(async () => {
      await etcdctl(["put", "/console/new", "2"]);
      await expect(watch).toContainText("PUT", { timeout: 500 });
    }).toPass();
    await page.keyboard.press("ControlOrMeta+.");
    await expect(watch).toContainText("stopped");
  });
});

test("a command runs beside a watch, pasted commands are taken, and others lead to their screen", async ({
  page,
  etcdctl,
}) => {
  const terminal = new ConsolePage(page);

  await test.step("a command runs beside a watch, and Ctrl+C stops the newest of what goes on", async () => {
    await terminal.open("sample");
    await terminal.run("watch /beside/ --prefix");
    const watch = terminal.entry("watch /beside/ --prefix");
    await expect(watch).toContainText("running");
    await expect(watch).not.toContainText("Starting the watch…");
    await terminal.run("put /beside/a first");
    await expect(terminal.entry("put /beside/a first")).toContainText("OK");
    await expect(watch).toContainText("first");

    await terminal.run("watch /other/ --prefix");
    await terminal.run("watch /third/ --prefix");
    await terminal.run("watch /fourth/ --prefix");
    await expect(page.getByText("3 commands are running. Stop one first.")).toBeVisible();
    await terminal.command.fill("");
    await page.keyboard.press("Control+C");
    await expect(terminal.entry("watch /third/ --prefix")).toContainText("stopped");
    await terminal
      .entry("watch /beside/ --prefix")
      .getByRole("button", { name: "Stop watch /beside/ --prefix" })
      .click();
    await expect(watch).toContainText("stopped");
    await expect(terminal.entry("watch /other/ --prefix")).toContainText("running");
    await expectAccessibleInBothThemes(page);
    expect(await valueOf(etcdctl, "/beside/a")).toBe("first\n");
  });

  await test.step("commands are taken as they are pasted, and etcdctl's other commands lead to the screen that does it", async () => {
    await etcdctl(["put", "/pasted", "there"]);
    await terminal.open("sample");
    await terminal.run(
      "# read it\n$ ETCDCTL_API=3 etcdctl --endpoints=$ENDPOINTS get \\\n    /pasted --print-value-only",
    );
    const read = terminal.entry("get /pasted --print-value-only");
    await expect(read).toContainText("there");
    await expect(read).toContainText("--endpoints is ignored. The console uses this connection.");
    await terminal.run("etcdctl --endpoints=other:2379 put /pasted elsewhere");
    await expect(terminal.confirmation()).toContainText("--endpoints is ignored. The console uses this connection.");
    await page.keyboard.press("Escape");
    expect(await valueOf(etcdctl, "/pasted")).toBe("there\n");
    await terminal.run("snapshot save /tmp/backup.db");
    await expect(terminal.entry("snapshot save")).toContainText("Save a snapshot on the Cluster screen.");
    await terminal.entry("snapshot save").getByRole("link", { name: "Open Cluster" }).click();
    await expect(page.getByRole("heading", { name: "Cluster", level: 1 })).toBeVisible();
  });
});

test("a table's lines meet, and a raw request is completed and decoded", async ({ page, etcdctl }) => {
  const terminal = new ConsolePage(page);

  await test.step("a table's lines meet and its columns stand below one another", async () => {
    await terminal.open("sample");
    await terminal.run("member list -w table");
    const table = terminal.entry("member list -w table").locator("pre").nth(1);
    await expect(table).toContainText("PEER ADDRS");
    // Lines of one length have one width only where every character of them comes from a font of one advance.
    const widths = await table.evaluate(async (pre) => {
      const text = pre.firstChild;
      pre.textContent = "│";
      // Until it is loaded, another font stands in.
      await document.fonts.load('13px "Table Lines"', "│");
      const box = "┌─┬┐│├┼┤└┴┘+-|=!/a".split("");
      pre.replaceChildren();
      const found = box.map((character) => {
        const line = document.createElement("span");
        line.textContent = character.repeat(40);
        pre.append(line);
        return Math.round(line.getBoundingClientRect().width * 10);
      });
      pre.replaceChildren(...(text === null ? [] : [text]));
      return found;
    });
    expect(new Set(widths).size).toBe(1);
  });

  await test.step("a raw request is completed from etcd's own fields, and its answer decoded beside what came", async () => {
    await terminal.open("sample");
    await page.getByText("Raw request", { exact: true }).click();
    await expect(terminal.path).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("/v3/kv/pu");
    await page.keyboard.press("Tab");
    await expect(terminal.path).toHaveValue("/v3/kv/put");
    await page.keyboard.press("Enter");
    await expect(terminal.body).toBeFocused();
    await page.keyboard.press("Control+A");
    await page.keyboard.type('{"ke');
    await page.keyboard.press("Tab");
    await expect(terminal.body).toHaveValue('{"key": b"');
    await page.keyboard.type(String.raw`/console/raw", "value": b"\xff\x00", "prev_`);
    await page.keyboard.press("Tab");
    await page.keyboard.type("true}");
    await page.keyboard.press("Control+Enter");
    const answer = page.getByRole("region", { name: "Answer", exact: true });
    await expect(answer).toContainText("200");
    await expect(answer.getByRole("region", { name: "Raw answer" })).toContainText('"cluster_id"');
    expect(await etcdctl(["get", "/console/raw", "--print-value-only"])).toEqual(Buffer.from([0xff, 0, 0x0a]));
    await expectAccessible(page);

    await terminal.path.fill("/v3/kv/range");
    await terminal.body.fill('{"key": b"/console/raw", "range_end": prefix}');
    await terminal.path.press("Control+Enter");
    await expect(answer.getByRole("region", { name: "Decoded answer" })).toContainText(String.raw`value: b"\xff\x00"`);
    await terminal.path.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(terminal.path).toHaveValue("/v3/kv/put");

    await terminal.path.fill("/v3/kv/range");
    await terminal.body.fill('{"kay": 1}');
    await expect(page.getByText("Unknown field kay")).toBeVisible();
    await terminal.path.fill("/v3/watch");
    await expect(page.getByText("Endless streams are not supported")).toBeVisible();
    await terminal.path.fill("/v3/lease/timetolive");
    await terminal.body.fill('{"ID": "x"}');
    await expect(page.getByText("Expected a whole number.")).toBeVisible();
    await expectAccessible(page);
  });
});

test("what deletes is asked before, and passwords are neither shown again nor kept", async ({ page, etcdctl }) => {
  const terminal = new ConsolePage(page);

  await test.step("what deletes is asked before, on production by its name, and what is refused is told in etcd's words", async () => {
    await etcdctl(["put", "/console/gone", "1"]);
    await terminal.open("sample");
    await terminal.run("del /console/gone");
    await expect(terminal.confirmation()).toContainText("Deletes the key /console/gone.");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    expect(await valueOf(etcdctl, "/console/gone")).toBe("1\n");
    await terminal.command.press("Enter");
    await terminal.confirmation().getByRole("button", { name: "Run" }).click();
    await expect(terminal.entry("del /console/gone")).toContainText("1");
    expect(await valueOf(etcdctl, "/console/gone")).toBe("");
    await terminal.run("lease timetolive 1f");
    await expect(terminal.entry("lease timetolive 1f")).toContainText("already expired");
    await terminal.run("put /console/x y --lease=1f");
    await expect(terminal.entry("put /console/x y --lease=1f")).toContainText(
      "Error: etcdserver: requested lease not found",
    );

    await terminal.open("live");
    await terminal.run("put /console/live 1");
    const send = terminal.confirmation().getByRole("button", { name: "Run" });
    await expect(send).toBeDisabled();
    await terminal.confirmation().getByRole("textbox").fill("live");
    await send.click();
    await expect(terminal.entry("put /console/live 1")).toContainText("OK");
    expect(await valueOf(etcdctl, "/console/live")).toBe("1\n");
  });

  await test.step("passwords are neither shown again nor kept", async () => {
    await terminal.open("sample");
    await terminal.run("ETCDCTL_API=3 etcdctl user add console-user:very-secret --user root:very-secret");
    // It is asked about, since it may be meant for another user: the question shows no password either.
    await expect(terminal.confirmation()).toContainText("user add console-user");
    await expect(terminal.confirmation()).not.toContainText("very-secret");
    await terminal.confirmation().getByRole("button", { name: "Run" }).click();
    await expect(terminal.entry("user add console-user")).toContainText("User console-user created");
    await expect(page.getByRole("log")).not.toContainText("very-secret");
    await page.keyboard.press("ArrowUp");
    await expect(terminal.command).toHaveValue("user add console-user");
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
    );
    expect(kept).not.toContain("very-secret");
    await etcdctl(["user", "delete", "console-user"]);
  });
});

test("a read-only connection refuses what may write, with the reason, in both forms", async ({
  page,
  etcd,
  faults,
}) => {
  const app = await serveApp({
    connections: [{ name: "locked", readOnly: true, endpoints: [etcd.endpoint] }],
    allowedTargets: "*",
  });
  try {
    // It is another server than the journeys' own.
    faults.allow(new RegExp(`^foreign request: ${app.origin}/`));
    const terminal = new ConsolePage(page);
    await page.goto(`${app.origin}/c/locked/console`);
    await terminal.run("put /console/no 1");
    await expect(page.getByText("This connection is read-only")).toBeVisible();
    await terminal.run("get /console/no -w json");
    await expect(terminal.entry("get /console/no -w json")).toContainText('"revision":');
    await page.getByText("Raw request", { exact: true }).click();
    await terminal.path.fill("/v3/kv/put");
    await terminal.body.fill('{"key": b"/console/no"}');
    await expect(page.getByText("This connection is read-only")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
    // Nothing asks a server that is gone.
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});
