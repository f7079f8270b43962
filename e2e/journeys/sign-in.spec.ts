import type { Page } from "@playwright/test";
import { withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

/** Fills in the form of the connections screen. */
async function fillIn(page: Page, port: number, user: string, password: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "New" }).click();
  await page.getByLabel("Host").fill("127.0.0.1");
  await page.getByLabel("Port").fill(String(port));
  await page.getByLabel("User").fill(user);
  await page.getByLabel("Password").fill(password);
}

const steps = (page: Page) => page.getByRole("region", { name: "Diagnosis" }).getByRole("listitem");

test("nobody in particular is asked to sign in, a wrong password is refused, the right one opens the keys", async ({
  page,
}) => {
  await withAuthEtcd(async ({ port }) => {
    await fillIn(page, port, "", "");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(steps(page).nth(2)).toHaveAttribute("data-state", "failed");
    await expect(page.getByRole("alert")).toContainText("user name is empty");
    await expect(page.getByRole("alert")).toContainText("Fill in user and password above");

    await page.getByLabel("User").fill("root");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("alert")).toContainText("authentication failed");

    await page.getByLabel("Password").fill("rootpw");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    expect(page.url()).toContain("root%40127.0.0.1");
    expect(page.url()).not.toContain("rootpw");
  });
});

test("a limited user is told what it may read and write, and sees exactly that", async ({ page }) => {
  await withAuthEtcd(async ({ port }) => {
    await fillIn(page, port, "app", "apppw");
    await page.getByRole("button", { name: "Diagnose" }).click();
    await expect(steps(page).nth(3)).toContainText("read/write below /app/.");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("heading", { name: "You may not do this" })).toBeVisible();
    const keys = new KeysPage(page);
    await keys.open(`app@127.0.0.1:${port}`, { prefix: "/app/" });
    // The password was in the memory of the page before: a new page asks again.
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Password").fill("apppw");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("heading", { name: "You may not do this" })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("/app/");
    await page.keyboard.press("Enter");
    await keys.row("one").click();
    await keys.expectValue("within");
    await expect(page.getByRole("contentinfo")).toContainText("app");
  });
});

test("a password is in no storage of the browser", async ({ page }) => {
  await withAuthEtcd(async ({ port }) => {
    await fillIn(page, port, "root", "rootpw");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    );
    expect(stored).toContain(`root@127.0.0.1:${port}`);
    expect(stored).not.toContain("rootpw");
  });
});
