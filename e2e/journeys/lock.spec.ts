import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";

test("one click makes the browser read-only, also for what was begun before, and one click undoes that", async ({
  page,
  etcdctl,
  faults,
}) => {
  faults.allow(/status of 403/);
  const key = "/lock/a";
  await etcdctl(["put", key, "before"]);
  const keys = new KeysPage(page);
  await keys.open("sample", { key });
  await keys.expectValue("before");
  await keys.replaceValue("after");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/Saved/)).toBeVisible();
  await keys.replaceValue("unsaved");

  const lock = page.getByRole("button", { name: "Read & write" });
  await lock.click();
  const locked = page.getByRole("button", { name: "Read-only" });
  await expect(locked).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: /^New key/ }).first()).toBeDisabled();
  // An edit that cannot be saved now says why, and can be copied and let go.
  await expect(page.getByText("Read-only in this browser: allow writes in the top bar.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Save\b/ })).toBeDisabled();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy value" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("unsaved");
  await page.getByRole("button", { name: "Discard" }).click();
  await keys.expectValue("after");
  await keys.tree.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(
    page
      .getByRole("status")
      .getByText(/read-only/i)
      .first(),
  ).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("after");
  // The console asks nothing of the page: the server holds the lock.
  await page.goto("/c/sample/console");
  await expect(locked).toBeVisible();
  const command = page.getByRole("textbox", { name: "Command" });
  await command.fill(`put ${key} console`);
  await command.press("Enter");
  await expect(
    page.getByText("Read-only in this browser: allow writes in the top bar. This command may write."),
  ).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("after");
  await command.fill(`get ${key} --print-value-only`);
  await command.press("Enter");
  await expect(
    page
      .getByRole("log")
      .or(page.getByRole("region", { name: "Output" }))
      .getByText("after"),
  ).toBeVisible();

  // A tab that is opened from this one is locked as well, and follows when one of them unlocks.
  const [other] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Leases" }).click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await expect(other.getByRole("button", { name: "Read-only" })).toHaveAttribute("aria-pressed", "true");
  await page.bringToFront();
  await locked.click();
  await expect(other.getByRole("button", { name: "Read & write" })).toBeVisible();
  await expect(other.getByText("Writes allowed on sample: unlocked in another tab")).toBeVisible();
  await other.close();
  await lock.click();
  await expect(locked).toBeVisible();

  // Another connection to the same etcd is another matter.
  await page.goto("/c/live/keys");
  await expect(lock).toBeVisible();
  await page.goto(`/c/sample/keys?key=${encodeURIComponent(key)}`);
  await locked.click();
  await keys.expectValue("after");
  await keys.replaceValue("again");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(keys.notice(/Saved/)).toBeVisible();
  expect((await readKey(etcdctl, key)).value.toString()).toBe("again");
});
