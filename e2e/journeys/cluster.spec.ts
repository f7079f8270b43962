import { expect, test, type Request } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../accessible.ts";
import { withCluster } from "../cluster-etcd.ts";
import { ClusterPage } from "../pages/cluster-page.ts";

test.describe.configure({ timeout: 150_000 });

const isAsked = (request: Request) => request.url().includes("/api/etcd/");

test("three members are judged, asked cheaply, not at all while nobody looks, and at once when somebody does", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin }) => {
    await page.clock.install();
    const screen = new ClusterPage(page);
    let [begun, under] = [0, 0];
    page.on("request", (request) => {
      if (isAsked(request)) [begun, under] = [begun + 1, under + 1];
    });
    const ended = (request: Request) => {
      if (isAsked(request)) under--;
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await expect(screen.verdict).toContainText("Quorum: 3 of 3, tolerates 1 failure. No alarms.");
    for (const name of ["m0", "m1", "m2"]) await expect(screen.member(name)).toHaveAttribute("data-reach", "up");
    await expect(page.getByText("leader", { exact: true }).first()).toBeVisible();
    await expect(screen.switcher).toContainText("3/3");

    await screen.refreshEvery(60);
    const settled = () => expect.poll(() => under).toBe(0);
    await settled();
    for (let refresh = 0; refresh < 4; refresh++) {
      const before = begun;
      await page.clock.fastForward(60_000);
      await expect.poll(() => begun - before).toBeGreaterThan(3 * 2);
      await settled();
      expect(begun - before).toBeLessThanOrEqual(3 * 4);
    }

    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    const hidden = begun;
    for (let minute = 0; minute < 5; minute++) await page.clock.fastForward(60_000);
    // Whatever was asked before this is known once it has been answered.
    await page.evaluate(async () => void (await fetch("/api/config")));
    expect(begun).toBe(hidden);

    await page.evaluate(() => {
      Reflect.deleteProperty(document, "visibilityState");
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await expect.poll(() => begun - hidden).toBeGreaterThan(3 * 2);
  });
});

test("by the keyboard alone members are compared and every check is read; the screen passes axe, dark and light", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin }) => {
    const screen = new ClusterPage(page);
    await page.goto(`${origin}/c/three/keys`);
    await expect(page.getByRole("link", { name: "Cluster" })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await screen.expectVerdict("Healthy");
    await expect(page.getByRole("banner")).toContainText("3/3");
    await page.keyboard.press("=");
    const same = page.getByRole("region", { name: "Data comparison" });
    await expect(same.getByText("=", { exact: true })).toHaveCount(3);
    await page.keyboard.press("v");
    await expect(page.getByRole("columnheader", { name: "Threshold" })).toBeVisible();
    await expect(page.getByText("All members hold the same data")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("d");
    await expect(screen.dialog.getByRole("listitem").first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(screen.dialog).toBeHidden();
  });
});

test("a member is killed, then two: no quorum, no spinner for ever; brought back, all is well again", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin, cluster }) => {
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await screen.refreshEvery(2);
    await expect(screen.finding("advisories")).toContainText("Upgrade to 3.5.33 or later");
    await expect(screen.finding("advisories").getByRole("link", { name: /^GHSA-xg4h-6gfc-h4m8/ })).toHaveAttribute(
      "href",
      /^https:\/\/github\.com\/etcd-io\/etcd\/security\/advisories\//,
    );
    await cluster.members[2]?.halt();
    await screen.expectVerdict("Degraded: m2 is down. Losing one more stops writes.");
    // One line: the cause, since when, why, what follows from it, and the next step.
    const away = screen.finding("reach");
    await expect(away).toContainText(/^m2 does not answer since \d\d:\d\d/);
    await expect(away).toContainText("connection refused");
    await expect(away).toContainText(/Quorum: 2 of 3, tolerates no further failure · since \d\d:\d\d/);
    await expect(away).toContainText("Next: Check m2's host, its log and the network to it.");
    await expect(away.getByRole("button", { name: "Replace m2…" })).toBeEnabled();
    // Where it led, what came of that is told above it.
    await expect(screen.events.filter({ hasText: "m2 went down" })).toHaveCount(1);
    await expect(screen.member("m2")).toContainText(/down since \d\d:\d\d/);
    await expect(screen.switcher).toContainText("2/3");
    await cluster.members[1]?.halt();
    await screen.expectVerdict("Failing: m1 and m2 are down. No quorum.");
    await expect(screen.verdict).toContainText("Quorum: 1 of 3, 2 needed. etcd refuses writes");
    await expect(screen.events.filter({ hasText: "No quorum" })).toHaveCount(1);
    // No member follows where none leads, and nothing is offered that needs a majority.
    await expect(screen.member("m0")).toContainText("no leader");
    const maintenance = page.getByRole("region", { name: "Maintenance" });
    for (const button of await maintenance.getByRole("button").all()) await expect(button).toBeDisabled();
    // What two of three do not tell is not known, whatever the third says.
    await expect(screen.verdict).not.toContainText("No alarms");
    await expect(screen.verdict).toContainText(/Not known of m1 and m2: [^.]*versions/);
    await page.keyboard.press("v");
    for (const [check, found] of [
      ["alarms", "Cannot tell whether alarms are raised"],
      ["versions", "m0 runs 3.5.30. Not known: m1 and m2."],
      ["network", "Cannot tell how quick the network between members is"],
      ["raft", "Cannot tell whether members keep up"],
    ] as const) {
      await expect(screen.check(check)).toContainText(`${check}: not known`);
      await expect(screen.check(check)).toContainText(found);
    }
    await page.keyboard.press("v");
    await expect(maintenance).toContainText("reclaimable on 1 of 3 members");
    await expect(page.locator("[aria-busy=true]:not(button)")).toHaveCount(0);
    await cluster.restart(1);
    await cluster.restart(2);
    await screen.expectVerdict("Healthy");
    await expect(screen.switcher).toContainText("3/3");
    // What happened stays after the recovery, and after a reload; no event is told twice.
    const texts = ["No quorum", "m1 went down", "m2 went down", "m1 came back after", "m2 came back after"];
    for (const text of texts) await expect(screen.events.filter({ hasText: text })).not.toHaveCount(0);
    const told = await screen.events.allTextContents();
    await page.reload();
    await screen.expectVerdict("Healthy");
    await expect.poll(() => screen.events.allTextContents()).toEqual(expect.arrayContaining(told));
    await expect(screen.events.filter({ hasText: "m2 went down" })).toHaveCount(1);
  });
});

test("a member that was added and never started counts as away, and those that follow are level while much is written", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin, etcdctl }) => {
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await screen.refreshEvery(2);
    const stop = new AbortController();
    const writing = (async () => {
      while (!stop.signal.aborted) {
        const puts = Array.from({ length: 100 }, (_, at) => `put /busy/${at} x`).join("\n");
        await etcdctl(["txn"], 0, `\n${puts}\n\n\n`);
      }
    })();
    try {
      const behind = page.getByText(/^\d+ behind$/);
      await expect(behind).toHaveCount(2);
      const texts: string[] = [];
      const first = await screen.member("m0").textContent();
      await expect
        .poll(
          async () => {
            texts.push(...(await behind.allTextContents()));
            return new Set(texts).size > 0 && (await screen.member("m0").textContent()) !== first && texts.length;
          },
          { timeout: 30_000, intervals: [500] },
        )
        .toBeGreaterThan(30);
      expect(new Set(texts.map((text) => text.trim()))).toEqual(new Set(["0 behind"]));
    } finally {
      stop.abort();
      await writing;
    }

    await etcdctl(["member", "add", "m9", "--peer-urls=http://127.0.0.1:1"]);
    await screen.expectVerdict(/^Degraded: member [0-9a-f]+ has not started\. Losing one more stops writes\.$/);
    await expect(screen.verdict).toContainText("Quorum: 3 of 4, tolerates no further failure · since");
    await expect(page.getByRole("row", { name: /^Member member / })).toContainText("not started");
    await expect(page.getByRole("region", { name: "Maintenance" })).toContainText("reclaimable on 3 of 4 members");
  });
});

test("a member that hangs delays nothing else", async ({ page, context }) => {
  await withCluster({ context }, async ({ origin, cluster }) => {
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await screen.refreshEvery(2);
    const { pid } = cluster.members[1] ?? {};
    if (pid === undefined) throw new Error("the member has no process");
    process.kill(pid, "SIGSTOP");
    try {
      await expect(screen.member("m1")).toHaveAttribute("data-reach", "down", { timeout: 20_000 });
      await screen.expectVerdict(/^Degraded/);
      // The others go on: an answer of each comes within every refresh.
      for (const at of [0, 2]) {
        await page.waitForResponse(
          (response) => response.request().postData()?.includes(`"endpoint":${at},`) === true && response.ok(),
          { timeout: 5000 },
        );
        await expect(screen.member(`m${at}`)).toHaveAttribute("data-reach", "up");
      }
      // Whoever opens the page only now is told the same, though the peers still count it as connected.
      await page.reload();
      await expect(screen.member("m1")).toHaveAttribute("data-reach", "down", { timeout: 20_000 });
      await screen.expectVerdict("Degraded: m1 is down. Losing one more stops writes.");
    } finally {
      process.kill(pid, "SIGCONT");
    }
    // It is back. The verdict may go on telling of slow messages: those that waited for it count among the round trips.
    await expect(screen.member("m1")).toHaveAttribute("data-reach", "up", { timeout: 20_000 });
  });
});

test("a disk that is slow for minutes is told, with its figure and what to do; one that was so once is not", async ({
  page,
  context,
}) => {
  await withCluster({ context }, async ({ origin }) => {
    await page.clock.install();
    let fsyncs = 0;
    let looks = 0;
    let underWay = 0;
    let metricsRead = 0;
    page.on("request", () => underWay++);
    const ended = (request: Request) => {
      underWay--;
      if (request.url().endsWith("/api/etcd/stream")) metricsRead++;
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
    await page.route("**/api/etcd/stream", async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const slow = route.request().postData()?.includes('"endpoint":2') === true;
      // A thousand more fsyncs at every look, each between 16 and 32 ms.
      if (slow) [fsyncs, looks] = [fsyncs + 1000, looks + 1];
      const faked = text.replaceAll(
        /^(etcd_disk_wal_fsync_duration_seconds_bucket\{le="([^"]+)"\}) .*$/gm,
        (_, name: string, le: string) => `${name} ${slow && (le === "+Inf" || Number(le) >= 0.032) ? fsyncs : 0}`,
      );
      await route.fulfill({ response, body: faked });
    });
    const screen = new ClusterPage(page);
    await screen.open(origin);
    await screen.expectVerdict("Healthy");
    await screen.refreshEvery(60);
    await expect.poll(() => looks).toBeGreaterThan(0);
    let rounds = 1;
    const minute = async () => {
      // A look that is still under way when the time for the next has come is given up: between its requests as well.
      await expect.poll(() => underWay === 0 && metricsRead >= 3 * rounds).toBe(true);
      rounds++;
      const before = looks;
      await page.clock.fastForward(60_000);
      await expect.poll(() => looks).toBeGreaterThan(before);
    };
    await minute();
    await expect(screen.chart("WAL fsync p99")).toContainText("m231.8 ms");
    await screen.expectVerdict("Healthy");
    for (let at = 0; at < 4; at++) await minute();
    await screen.expectVerdict("Degraded: the disk of m2 is slow");
    await expect(screen.verdict).toContainText("WAL fsync p99: 32 ms on m2 (limit 10 ms).");
    await expect(screen.verdict).toContainText("disk of its own");
  });
});
