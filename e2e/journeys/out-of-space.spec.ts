import { expect, test, type JourneyEtcd } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { showPath } from "../pages/show-path.ts";

/** Calls etcd's maintenance. */
const post = (etcd: JourneyEtcd, path: string, body: object) =>
  fetch(`${etcd.endpoint}/v3/maintenance/${path}`, { method: "POST", body: JSON.stringify(body) });

test("a healthy diagnosis leaves no failure, and out of space a save says so and leads to the alarms", async ({
  page,
  etcd,
  etcdctl,
}) => {
  await test.step("a healthy diagnosis leaves no failure in the footer", async () => {
    await showPath(page, "/");
    await page.getByRole("button", { name: "Diagnose" }).click();
    await expect(page.getByText("Access to all keys.")).toBeVisible();
    const last = page.getByTestId("last-request");
    await expect(last).toContainText("expected");
    await expect(last).not.toHaveClass(/text-bad/);
  });

  await test.step("out of space, a save says so in plain words, that nothing was written, and leads to the alarms", async () => {
    await etcdctl(["put", "/space/a", "old"]);
    const status = await (await post(etcd, "status", {})).text();
    const memberID = /"member_id":\s*"(\d+)"/.exec(status)?.[1];
    await post(etcd, "alarm", { action: "ACTIVATE", alarm: "NOSPACE", memberID });
    try {
      const keys = new KeysPage(page);
      await keys.open("sample", { key: "/space/a" });
      await keys.expectValue("old");
      await keys.replaceValue("new");
      await page.keyboard.press("ControlOrMeta+s");
      await expect(
        keys.notice("Could not save. Nothing was written. etcd is out of space (alarm NOSPACE)."),
      ).toBeVisible();
      await keys.expectValue("new");
      await page.getByRole("button", { name: "Open Cluster" }).click();
      await expect(page).toHaveURL(/\/cluster/);
      await expect(page.getByText(/NOSPACE|out of space/i).first()).toBeVisible();
    } finally {
      await etcdctl(["alarm", "disarm"]);
    }
  });
});
