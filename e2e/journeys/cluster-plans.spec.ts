import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { splitShellWords } from "@etcd-explorer/shared/command/shell/shell-words";
import { freePorts } from "@etcd-explorer/scripts/process/free-port";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { withCluster } from "../cluster-etcd.ts";
import { ClusterPage } from "../pages/cluster-page.ts";

test.describe.configure({ timeout: 180_000 });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

test("the quota is filled until etcd refuses writes, and space is made and the alarm disarmed by one plan", async ({
  page,
  context,
}) => {
  await withCluster({ context, flags: ["--quota-backend-bytes=16777216"] }, async ({ origin, etcdctl, cluster }) => {
    const value = Buffer.alloc(1_000_000, "x").toString("base64");
    const put = () =>
      fetch(`${cluster.endpoints[0]}/v3/kv/put`, { method: "POST", body: JSON.stringify({ key: "L2ZpbGw=", value }) });
    let refused = false;
    for (let writes = 0; writes < 60 && !refused; writes++) refused = !(await put()).ok;
    expect(refused).toBe(true);

    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict(/^Failing: .+ (is|are) out of space$/);
    await expect(screen.verdict).toContainText("etcd refuses every write but deletes");
    await page.keyboard.press("a");
    await screen.dialog.getByLabel("Revisions to keep").fill("1");
    await expect(screen.dialog.getByRole("listitem").filter({ hasText: "Compact to revision" })).toBeVisible();
    await expectAccessible(page);
    await screen.carryOut("Reclaim space and disarm", 120_000);
    // Of the disk's pace it may say what it likes: rewriting three databases at once is felt.
    await expect(screen.verdict).toContainText("No alarms.", { timeout: 30_000 });
    await expect(screen.verdict.getByRole("heading")).not.toContainText("space");
    expect((await etcdctl(["alarm", "list"])).toString()).toBe("");
    for (const text of [/Alarm NOSPACE.* cleared/, /Compacted to revision [\d,]+/, /m0 was defragmented/]) {
      await expect(screen.events.filter({ hasText: text })).not.toHaveCount(0);
    }
    expect((await put()).ok).toBe(true);
  });
});

test("the leader is moved, history is compacted and every member defragmented, on production by its name", async ({
  page,
  context,
}) => {
  await withCluster({ context, production: true }, async ({ origin, etcdctl }) => {
    for (let write = 0; write < 30; write++) await etcdctl(["put", "/plans", String(write)]);
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    const leading = async () => {
      const status: unknown = JSON.parse(
        (await etcdctl(["endpoint", "status", "-w", "json"])).toString().replaceAll(/:(\d{17,})/g, ':"$1"'),
      );
      return Array.isArray(status) && isRecord(status[0]) && isRecord(status[0]["Status"])
        ? status[0]["Status"]["leader"]
        : undefined;
    };
    const before = await leading();
    await page.keyboard.press("l");
    await screen.dialog.getByLabel("Type three to confirm").fill("three");
    await screen.carryOut(/^Move the leader to/);
    expect(await leading()).not.toBe(before);
    await expect(screen.events.filter({ hasText: /Leader changed: m\d → m\d, term \d+/ })).toHaveCount(1);

    await page.keyboard.press("c");
    await screen.dialog.getByLabel("Revisions to keep").fill("5");
    const compact = screen.dialog.getByRole("button", { name: /^Compact history up to revision/ });
    await expect(compact).toBeDisabled();
    await screen.dialog.getByLabel("Type three to confirm").fill("three");
    await screen.carryOut(/^Compact history up to revision/);
    await expect(etcdctl(["get", "/plans", "--rev=5"])).rejects.toThrow("compacted");

    // Stopped while the first member is at it: that one is done, and no other is begun.
    const asked: string[] = [];
    let [goOn, first] = [() => undefined as void, true];
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route("**/api/etcd/query", async (route) => {
      const isDefragment = route.request().postData()?.includes("/v3/maintenance/defragment") === true;
      if (isDefragment) asked.push(route.request().postData() ?? "");
      if (isDefragment && first) await held;
      first = first && !isDefragment;
      await route.continue();
    });
    await page.keyboard.press("d");
    await screen.dialog.getByLabel("Type three to confirm").fill("three");
    await screen.dialog.getByRole("button", { name: "Defragment 3 members" }).click();
    await expect.poll(() => asked.length).toBe(1);
    await screen.dialog.getByRole("button", { name: "Stop" }).click();
    await expect(screen.dialog.getByRole("button", { name: "Stops after this step" })).toBeDisabled();
    // It goes on over another screen, and tells there how it ended.
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await expect(page.getByRole("tree", { name: "Keys" })).toBeVisible();
    const jobs = page.getByRole("region", { name: "Background jobs" });
    await expect(jobs).toContainText("Defragment 3 members");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    const maintenance = page.getByRole("region", { name: "Maintenance" });
    await expect(maintenance.getByRole("button", { name: "Plan…" }).first()).toBeDisabled();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    goOn();
    await expect(jobs).toBeHidden();
    await page.getByTestId("notice").getByRole("button", { name: "Show" }).click();
    await expect(screen.dialog.getByRole("status")).toHaveText(
      "Stopped after 1 of 6 steps. Later steps were not started.",
    );
    const states = () =>
      screen.dialog.getByRole("listitem").evaluateAll((items) => items.map((item) => item.dataset["state"]));
    expect(await states()).toEqual(["done", ...Array.from({ length: 5 }, () => "pending")]);
    await screen.dialog.getByRole("button", { name: "Close" }).click();

    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.keyboard.press("d");
    // The name was typed for the same a moment ago.
    await expect(screen.dialog).toContainText(/Name confirmed until \d\d:\d\d/);
    await screen.carryOut("Defragment 3 members");
    expect(asked).toHaveLength(4);
    await screen.expectVerdict("Healthy");
  });
});

test("a dead member is replaced by the wizard, with the command that it gives", async ({ page, context }) => {
  await withCluster({ context }, async ({ origin, cluster, binary, etcdctl }) => {
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await screen.refreshEvery(2);
    await cluster.members[2]?.halt();
    await screen.expectVerdict(/^Degraded: m\d is down\. Losing one more stops writes\.$/);
    await page.keyboard.press("m");
    const [peerPort] = await freePorts("127.0.0.1", 1);
    await expect(screen.dialog.getByLabel("What")).toHaveValue("replace");
    await screen.dialog.getByLabel("Name of the new member").fill("m3");
    await screen.dialog.getByLabel("Its peer URLs").fill(`http://127.0.0.1:${peerPort}`);
    await expect(screen.dialog).toContainText("Before: 3 voting members: 2 must run, 1 may fail.");
    await expect(screen.dialog).toContainText("Meanwhile: 2 voting members: 2 must run, none may fail.");
    const command = (await screen.dialog.getByTestId("new-member-command").textContent()) ?? "";
    await screen.dialog.getByRole("button", { name: "Replace m2 with m3" }).click();
    await expect(screen.dialog.getByRole("listitem").filter({ hasText: "Wait until m3 is started" })).toHaveAttribute(
      "data-state",
      "running",
      { timeout: 30_000 },
    );
    const words = splitShellWords(command.replaceAll("\\\n", " ")) ?? [];
    // A data directory and a port for clients are this machine's own affair.
    const kept = words.slice(1).flatMap((word, at, all) => {
      const flag = at % 2 === 0 ? word : (all[at - 1] ?? "");
      return /^--(?:data-dir|listen-client-urls|advertise-client-urls)$/.test(flag) ? [] : [word];
    });
    const flags = kept.flatMap((word, at) => (at % 2 === 0 ? [`${word}=${kept[at + 1]}`] : []));
    expect(flags).toContain("--initial-cluster-state=existing");
    const added = await startEtcd({ binary, flags });
    try {
      await expect(screen.dialog.getByRole("status").filter({ hasText: /^Done/ })).toBeVisible({ timeout: 60_000 });
      await screen.dialog.getByRole("button", { name: "Close" }).click();
      await expect(screen.member("m3")).toBeVisible();
      await screen.expectVerdict(/^Healthy/);
      const listed = (await etcdctl(["member", "list"], 0)).toString();
      expect(listed).toContain("m3");
      expect(listed).not.toMatch(/, m2,/);
      expect(dirname(added.dataDir)).not.toBe("");
    } finally {
      await added.stop();
    }
  });
});

test("a snapshot is streamed to a file that etcd's own hash proves", async ({ page, context }) => {
  await withCluster({ context }, async ({ origin, etcdctl }) => {
    for (let write = 0; write < 20; write++) await etcdctl(["put", `/snapshot/${write}`, "x".repeat(50_000)]);
    // Chromium's dialog for saving cannot be driven; without it the file comes as a download.
    await page.addInitScript(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await page.keyboard.press("s");
    const downloading = page.waitForEvent("download");
    await screen.dialog.getByRole("button", { name: "Save to disk" }).click();
    const file = await (await downloading).path();
    await expect(screen.dialog.getByText("SHA-256 verified")).toBeVisible();
    const bytes = await readFile(file);
    const database = bytes.subarray(0, bytes.length - 32);
    expect(createHash("sha256").update(database).digest().equals(bytes.subarray(-32))).toBe(true);
    expect(await screen.dialog.getByTestId("snapshot-hash").textContent()).toBe(bytes.subarray(-32).toString("hex"));
  });
});
