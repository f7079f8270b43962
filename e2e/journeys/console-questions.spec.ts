import { expect, test } from "../fixtures.ts";
import { ConsolePage } from "../pages/console-page.ts";

test("what was printed stays, and a question says what goes with a lease or a member", async ({ page, etcdctl }) => {
  const terminal = new ConsolePage(page);

  await test.step("what was printed is there again after another screen, and a watch says why it stopped", async () => {
    await terminal.open("sample");
    // As in a shell, an empty line is no command, and pushes nothing out of sight.
    await terminal.command.press("Enter");
    await terminal.run("put /console/kept yes");
    await expect(terminal.entry("put /console/kept yes")).toContainText("OK");
    await terminal.run("watch /console/kept");
    await expect(terminal.entry("watch /console/kept")).toContainText("running");
    await expect(page.getByRole("log").getByRole("region")).toHaveCount(2);
    await page.getByRole("link", { name: "Leases" }).click();
    await expect(page.getByRole("heading", { name: "Leases" })).toBeVisible();
    await page.getByRole("link", { name: "Console" }).click();
    await expect(terminal.entry("put /console/kept yes")).toContainText("OK");
    await expect(terminal.entry("watch /console/kept")).toContainText("Stopped: you left the console.");
  });

  await test.step("before a lease or a member goes, the question says what goes with it, as it is now", async () => {
    const lease = /lease (\w+)/.exec(String(await etcdctl(["lease", "grant", "600"])))?.[1] ?? "";
    await etcdctl(["put", "/console/leased", "x", `--lease=${lease}`]);
    await terminal.open("sample");
    await terminal.run(`lease revoke ${lease}`);
    await expect(terminal.confirmation()).toContainText("1 attached key: /console/leased.");
    await page.keyboard.press("Escape");
    const member = String(await etcdctl(["member", "list"])).split(",", 1)[0] ?? "";
    await terminal.run(`member remove ${member}`);
    await expect(terminal.confirmation()).toContainText("The only member cannot be removed.");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    await page.getByText("Raw request", { exact: true }).click();
    await terminal.path.fill("/v3/lease/revoke");
    await terminal.body.fill(`{"ID": ${BigInt(`0x${lease}`)}}`);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(terminal.confirmation()).toContainText("1 attached key: /console/leased.");
    await page.keyboard.press("Escape");
    await terminal.path.fill("/v3/kv/range");
    await terminal.body.fill('{"key": b"/console/leased"}');
    await page.keyboard.press("ControlOrMeta+Enter");
    await terminal.path.fill("/v3/nowhere");
    // What was answered is told apart from what is typed by now.
    await expect(page.getByRole("region", { name: "Answer", exact: true })).toContainText("/v3/kv/range");
  });
});
