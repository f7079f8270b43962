import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKeys } from "../witness.ts";

interface Line {
  readonly name: string;
  readonly value: string;
  /** The ID of a lease of the file. */
  readonly lease?: string;
}

const fileOf = (lines: readonly Line[]) =>
  lines
    .map(
      ({ name, value, lease }) =>
        `${JSON.stringify({ key_text: name, value_text: value, lease, lease_ttl: lease && "600" })}\n`,
    )
    .join("");

async function beginImport(page: Page, lines: readonly Line[], leases?: string): Promise<void> {
  await new KeysPage(page).open("sample", { prefix: "/config/" });
  await expect(page.getByRole("treeitem").first()).toBeVisible();
  await page.keyboard.press("Shift+I");
  const buffer = Buffer.from(fileOf(lines));
  await page.getByLabel(/^File/).setInputFiles({ name: "keys.jsonl", mimeType: "text/plain", buffer });
  if (leases !== undefined) await page.getByText(leases, { exact: true }).click();
  await page.getByRole("button", { name: "Compare" }).click();
}

test("a row of the preview opens to its change, and a grant whose answer is lost grants no second lease", async ({
  page,
  etcdctl,
  faults,
}) => {
  await test.step("a row of the preview opens to what would change, and closes with Escape", async () => {
    await etcdctl(["put", "/steps/change"], "one\ntwo\nthree\n");
    await beginImport(page, [{ name: "/steps/change", value: "one\n2\nthree\n" }]);
    await page.getByRole("button", { name: "/steps/change" }).press("Enter");
    const change = page.getByRole("region", { name: "Import change" });
    await expect(change.locator("[data-kind=removed]")).toHaveText("2-two");
    await expect(change.locator("[data-kind=added]")).toHaveText("2+2");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(change).toBeHidden();
    await expect(page.getByRole("tab", { name: "Changed 1" })).toBeVisible();
    await page.getByRole("button", { name: "Write 1 key" }).click();
    await expect(page.getByText("Done: 1 of 1 key written")).toBeVisible();
  });

  await test.step("a grant whose answer is lost grants no second lease when one goes on", async () => {
    const before = (await etcdctl(["lease", "list"])).toString().split("\n").length;
    await beginImport(
      page,
      [
        { name: "/steps/leased/a", value: "1", lease: "77" },
        { name: "/steps/leased/b", value: "2", lease: "77" },
      ],
      "New lease",
    );
    let grants = 0;
    faults.allow(/Failed to load resource/);
    await page.context().route("**/api/etcd/query", async (route) => {
      if (!(route.request().postData() ?? "").includes("lease/grant") || ++grants > 1) return await route.continue();
      await route.fetch();
      return await route.abort();
    });
    await page.getByRole("button", { name: "Write 2 keys" }).click();
    await expect(page.getByRole("alert")).toContainText(
      "Import stopped. The explorer's server did not respond, so the write may or may not have happened. Continue:",
    );
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByText("Done: 2 of 2 keys written")).toBeVisible();
    const keys = await readKeys(etcdctl, ["/steps/leased/", "--prefix"]);
    expect(new Set(keys.map(({ lease }) => lease)).size).toBe(1);
    expect(keys[0]?.lease).not.toBe("0");
    expect((await etcdctl(["lease", "list"])).toString().split("\n").length).toBe(before + 1);
  });
});

const many = Array.from({ length: 600 }, (_, at) => ({
  name: `/steps/many/${String(at).padStart(4, "0")}`,
  value: "x",
}));

test("an import is stopped, goes on, and loses its server in between: every key is written once", async ({
  page,
  etcdctl,
  faults,
}) => {
  await beginImport(page, many);
  await expect(page.getByRole("tab", { name: "New 600" })).toBeVisible();
  let writes = 0;
  const stopped = Promise.withResolvers<void>();
  faults.allow(/Failed to load resource/);
  await page.context().route("**/api/etcd/query", async (route) => {
    if (!(route.request().postData() ?? "").includes("request_put")) return await route.continue();
    writes++;
    if (writes === 2) await stopped.promise;
    if (writes !== 4) return await route.continue();
    // etcd hears it, the browser does not.
    await route.fetch();
    return await route.abort();
  });
  await page.getByRole("button", { name: "Write 600 keys" }).click();
  await expect.poll(() => writes).toBe(2);
  await page.getByRole("button", { name: "Stop" }).click();
  stopped.resolve();
  const resume = page.getByRole("button", { name: "Continue", exact: true });
  await expect(resume).toBeVisible();
  const written = (await readKeys(etcdctl, ["/steps/many/", "--prefix", "--keys-only"])).length;
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(600);
  await resume.click();
  await expect(page.getByText(/^Done: 600 of 600 keys written/).or(resume)).toBeVisible();
  if (await resume.isVisible()) await resume.click();
  await expect(page.getByText("Done: 600 of 600 keys written")).toBeVisible();
  const after = await readKeys(etcdctl, ["/steps/many/", "--prefix"]);
  expect(after).toHaveLength(600);
  expect(after.every(({ version }) => version === 1)).toBe(true);
});
