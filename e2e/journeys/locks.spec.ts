import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { showPath } from "../pages/show-path.ts";
import { grantLease, readKeys, watchersOf } from "../witness.ts";

test("locks are found, followed and released: a lock's holder and queue, and the keyboard in them and in the list of leases", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await test.step("a lock's holder and queue are found by their shape, and a release takes the very key that was seen", async () => {
    const contenders: string[] = [];
    for (let at = 0; at < 3; at++) {
      const id = await grantLease(etcdctl, 600);
      contenders.push(id.replace(/^0+/, ""));
      await etcdctl(["put", `/locks/journey/${contenders[at]}`, "", `--lease=${id}`]);
    }
    // The page of the journey before may still be leaving.
    await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
    await showPath(page, "/c/sample/locks");
    await expect(page.getByRole("heading", { name: "Locks and elections" })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("/locks/journey/");
    await page.keyboard.press("Enter");
    const lock = page.getByRole("region", { name: "Lock /locks/journey" });
    await expect(lock.getByRole("listitem").first()).toContainText("Holder");
    await expect(lock.getByRole("listitem").first()).toContainText(contenders[0] ?? "none");
    await expect(lock).toContainText("2 waiting");
    const badge = page.getByRole("button", { name: "Live updates" });
    await expect(badge).toHaveText("live");
    await expectAccessible(page);

    // Whoever comes and goes shows by itself, by one watch; off with one key, and then by none.
    const later = (await grantLease(etcdctl, 600)).replace(/^0+/, "");
    await etcdctl(["put", `/locks/journey/${later}`, "", `--lease=${later}`]);
    await expect(lock).toContainText("3 waiting");
    await expect(page.getByText("1 found among 4 keys")).toBeVisible();
    expect(await watchersOf(etcd.endpoint)).toBe(1);
    await page.keyboard.press("Shift+L");
    await expect(badge).toHaveText("live off");
    await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
    await etcdctl(["del", `/locks/journey/${later}`]);
    await page.keyboard.press("Shift+L");
    // It goes on from where it was.
    await expect(lock).toContainText("2 waiting");
    await page.keyboard.press("Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await expect(lock.getByRole("listitem").first()).toContainText(contenders[1] ?? "none");
    expect(await readKeys(etcdctl, [`/locks/journey/${contenders[0]}`])).toEqual([]);

    // Somebody else has let go and come back meanwhile: the same name, another life.
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog")).toContainText("The lease is alive");
    await etcdctl(["del", `/locks/journey/${contenders[1]}`]);
    await etcdctl(["put", `/locks/journey/${contenders[1]}`, "again"]);
    await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await expect(page.getByRole("status").getByText("nothing was changed")).toBeVisible();
    expect(await readKeys(etcdctl, [`/locks/journey/${contenders[1]}`])).toHaveLength(1);
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await expect.poll(() => watchersOf(etcd.endpoint)).toBe(0);
  });

  await test.step("the list of leases has the keyboard when it opens, and of several locks Delete first marks one", async () => {
    const ids = [await grantLease(etcdctl, 600), await grantLease(etcdctl, 600)];
    for (const [at, id] of ids.entries()) {
      await etcdctl(["put", `/locks/marked-${at}/${id.replace(/^0+/, "")}`, "", `--lease=${id}`]);
    }
    await showPath(page, "/c/sample/leases");
    const list = page.getByRole("listbox", { name: "Leases" });
    await expect(list).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(list.getByRole("option", { selected: true })).toHaveCount(1);

    await showPath(page, "/c/sample/locks?prefix=%2Flocks%2Fmarked-");
    const second = page.getByRole("region", { name: "Lock /locks/marked-1" });
    await expect(second.getByRole("listitem")).toHaveCount(1);
    // The keyboard begins at the first lock.
    const first = page.getByRole("region", { name: "Lock /locks/marked-0" });
    await expect(first.locator(":focus")).toBeVisible();
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog")).toContainText("/locks/marked-0/");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Refresh" }).focus();
    await page.keyboard.press("Delete");
    await expect(first.getByRole("button")).toBeFocused();
    await expect(page.getByRole("dialog")).toBeHidden();
    await second.getByRole("button").focus();
    await page.keyboard.press("Delete");
    await expect(page.getByRole("dialog")).toContainText("/locks/marked-1/");
  });
});
