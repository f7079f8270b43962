import type { Locator, Page } from "@playwright/test";
import { holdEtcdctl } from "../held-etcdctl.ts";
import { expect, test } from "../fixtures.ts";
import { putMany } from "../many-keys.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { grantLease, readKeys } from "../witness.ts";

/** Notes every text that an element shows from now on, until what it gives is called. */
async function watchTexts(shown: Locator): Promise<() => Promise<readonly string[]>> {
  const noted = await shown.evaluateHandle((element) => {
    const texts = [element.textContent ?? ""];
    const observer = new MutationObserver(() => texts.push(element.textContent ?? ""));
    observer.observe(element, { subtree: true, childList: true, characterData: true });
    return texts;
  });
  return () => noted.jsonValue();
}

/** Waits until the page's clock has gone on by so much: what is tested is time itself. */
async function passSeconds(page: Page, seconds: number): Promise<void> {
  const startedMs = await page.evaluate(() => performance.now());
  await page.waitForFunction((untilMs) => performance.now() >= untilMs, startedMs + seconds * 1000, {
    timeout: seconds * 1000 + 20_000,
  });
}

const zero = /(?:^|[^\d])0 s/;

test("a lease that etcdctl keeps alive never seems to end, in the list and beside it; one that is left to its time expires", async ({
  page,
  etcd,
  etcdctl,
}) => {
  const id = await grantLease(etcdctl, 6);
  const keeper = await holdEtcdctl(etcd, ["lease", "keep-alive", id]);
  try {
    await page.goto(`/c/sample/leases?lease=${id.padStart(16, "0")}`);
    const left = page.getByTestId("lease-left");
    await expect(left).toHaveText(/ s/);
    const beside = await watchTexts(page.locator("main"));
    await passSeconds(page, 14);
    const texts = await beside();
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => zero.test(text) || text.includes("expired"))).toEqual([]);
    await expect(left).toContainText("renewed");
    await expect(page.getByRole("option", { name: id })).toContainText("renewed");
  } finally {
    await keeper.kill();
  }
  await expect(page.getByTestId("lease-left")).toHaveText("expired", { timeout: 20_000 });
  await expect(page.getByRole("option", { name: id })).toContainText("expired");
  expect((await etcdctl(["lease", "timetolive", id])).toString()).toContain("already expired");
});

test("a lock that etcdctl takes shows by itself; a holder that lives never has 0 s left, and one that dies leaves with its lease", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await page.goto("/c/sample/locks?prefix=/locks/lived");
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveText("live");
  await expect(page.getByText("No locks or elections below")).toBeVisible();
  const holder = await holdEtcdctl(etcd, ["lock", "--ttl=5", "/locks/lived"]);
  try {
    const lock = page.getByRole("region", { name: "Lock /locks/lived" });
    await expect(lock.getByRole("listitem").first()).toContainText(/\d s/);
    const noted = await watchTexts(lock);
    await passSeconds(page, 12);
    const texts = await noted();
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.filter((text) => zero.test(text) || text.includes("expired"))).toEqual([]);
    await expect(lock).toContainText("renewed");
  } finally {
    await holder.kill();
  }
  await expect(page.getByRole("region", { name: "Lock /locks/lived" })).toBeHidden({ timeout: 20_000 });
  expect((await etcdctl(["get", "/locks/lived", "--prefix", "--keys-only"])).toString().trim()).toBe("");
});

test("an open key whose lease ends is told to have expired, and leaves the tree", async ({ page, etcdctl }) => {
  const id = await grantLease(etcdctl, 4);
  await etcdctl(["put", "/expiring/soon", "x", `--lease=${id}`]);
  await etcdctl(["put", "/expiring/stays", "x"]);
  const keys = new KeysPage(page);
  await keys.open("sample", { key: "/expiring/soon" });
  await keys.expectValue("x");
  await expect(keys.row("soon")).toBeVisible();
  await expect(page.getByText("This key has expired")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText(`was deleted with its lease ${id.padStart(16, "0")}`);
  await expect(keys.row("soon")).toBeHidden();
  await expect(keys.row("stays")).toBeVisible();
  expect(await readKeys(etcdctl, ["/expiring/soon"])).toEqual([]);
});

test("locks are found among more keys than are read by their names, through the keys of leases", async ({
  page,
  etcdctl,
  etcd,
}) => {
  // 10,100 keys before them.
  await putMany(
    etcd,
    Array.from({ length: 10_100 }, (_, at) => [`/aaa/${at}`, "x"] as const),
  );
  const holder = await holdEtcdctl(etcd, ["lock", "--ttl=60", "/zzz/deep"]);
  try {
    const id = await grantLease(etcdctl, 600);
    await etcdctl(["put", `/zzz/lead/${id.replace(/^0+/, "")}`, "node-1", `--lease=${id}`]);
    await page.goto("/c/sample/locks");
    await expect(page.getByRole("region", { name: "Lock /zzz/deep" })).toContainText("Holder");
    await expect(page.getByRole("region", { name: "Election /zzz/lead" })).toContainText("node-1");
    await expect(page.getByText(/^\d+ found · searched the keys of \d+ leases$/)).toBeVisible();
  } finally {
    await holder.kill();
  }
});
