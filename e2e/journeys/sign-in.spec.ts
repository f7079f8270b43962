import type { Page } from "@playwright/test";
import { fillInConnection, withAuthEtcd } from "../auth-etcd.ts";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openLink } from "../pages/open-link.ts";

const steps = (page: Page) => page.getByRole("region", { name: "Diagnosis" }).getByRole("listitem");

test("nobody in particular is asked to sign in, a wrong password is refused, the right one opens the keys", async ({
  page,
}) => {
  await withAuthEtcd(page, async ({ port }) => {
    await fillInConnection(page, port, "", "");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(steps(page).nth(2)).toHaveAttribute("data-state", "failed");
    await expect(page.getByRole("alert")).toContainText("user name is empty");
    await expect(page.getByRole("alert")).toContainText("Enter a user and password above");

    await page.getByLabel("User").fill("root");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(page.getByRole("alert")).toContainText("authentication failed");

    await page.getByLabel("Password").fill("rootpw");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    expect(page.url()).toContain("root%40127.0.0.1");
    expect(page.url()).not.toContain("rootpw");
  });
});

test("a limited user is told what it may read and write, and sees exactly that", async ({ page }) => {
  await withAuthEtcd(page, async ({ port }) => {
    await fillInConnection(page, port, "app", "apppw");
    await page.getByRole("button", { name: "Diagnose" }).click();
    await expect(steps(page).nth(3)).toContainText("read/write below /app/.");
    await page.getByRole("button", { name: /^Connect/ }).click();
    const keys = new KeysPage(page);
    // The root of the tree is what may be read.
    await expect(keys.row("/app/")).toHaveText("/app/1");
    await expect(page.getByRole("region", { name: "Keys" })).toContainText("all readable keys");
    await expect(keys.row("/secret")).toBeHidden();
    await keys.row("/app/").click();
    await keys.row("one").click();
    await keys.expectValue("within");
    await expect(page.getByRole("contentinfo")).toContainText("app");
  });
});

test("a password is in no storage of the browser", async ({ page }) => {
  await withAuthEtcd(page, async ({ port }) => {
    await fillInConnection(page, port, "root", "rootpw");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    );
    expect(stored).toContain(`root@127.0.0.1:${port}`);
    expect(stored).not.toContain("rootpw");
  });
});

test("whoever has signed in to etcd can sign out again", async ({ page }) => {
  await withAuthEtcd(page, async ({ port }) => {
    await fillInConnection(page, port, "root", "rootpw");
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("status").getByText("Signed out root")).toBeVisible();
    await expect(page.getByRole("form", { name: "Sign in" })).toBeVisible();
    await expect(new KeysPage(page).row("/secret")).toBeHidden();
    await expect(page.getByRole("button", { name: "Sign out" })).toBeHidden();
    // The keyboard goes on where the screen was, and is given back to the tree.
    await expect(page.getByLabel("Password")).toBeFocused();
    await page.keyboard.type("rootpw");
    await page.keyboard.press("Enter");
    await expect(new KeysPage(page).row("/secret")).toBeVisible();
    await expect(new KeysPage(page).tree).toBeFocused();
  });
});

test("signing in in place of a screen begins in its first field, and takes the focus from nothing that is typed in", async ({
  page,
}) => {
  await withAuthEtcd(page, async ({ port }) => {
    const address = `127.0.0.1:${port}`;
    await page.goto(`/c/${address}/leases`);
    await expect(page.getByRole("heading", { name: `Connect to ${address}?` })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    const form = page.getByRole("form", { name: "Sign in" });
    await expect(form.getByLabel("User")).toBeFocused();

    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    await page.route("**/api/etcd/query", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`/c/${address}/keys`);
    const box = page.getByRole("combobox", { name: "Key or prefix" });
    await box.focus();
    await page.keyboard.type("/sec");
    answer();
    await expect(form).toBeVisible();
    await expect(box).toBeFocused();
    await expect(box).toHaveValue("/sec");
  });
});

test("what is typed into a sign-in in the tree's place is still there once the rest of the screen is", async ({
  page,
}) => {
  await withAuthEtcd(page, async ({ port }) => {
    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    const overview = /\/assets\/overview-[^/]*\.js$/;
    await page.route(overview, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(overview);
    await openLink(page, `/c/127.0.0.1:${port}/keys`);
    await asked;
    const user = page.getByRole("form", { name: "Sign in" }).getByLabel("User");
    await user.fill("root");
    answer();
    await expect(page.getByRole("heading", { name: "Keys not loaded" })).toBeVisible();
    await expect(user).toHaveValue("root");
  });
});
