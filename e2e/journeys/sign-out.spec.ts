import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";

const accessToken = "planted-token-0123456789";

test("whoever has signed in with the access token can sign out, and is asked for it again", async ({
  page,
  etcd,
  faults,
}) => {
  const app = await serveApp({
    connections: [{ name: "sample", readOnly: false, endpoints: [etcd.endpoint] }],
    allowedTargets: "",
    accessToken,
  });
  try {
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    faults.allow(/status of 403/);
    await page.goto(`${app.origin}/api/session`);
    await page.getByLabel("Access token").fill("not the access token");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText("Wrong access token.");
    await page.getByLabel("Access token").fill(accessToken);
    await page.getByRole("button", { name: "Sign in" }).click();
    // The only connection opens by itself.
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    const [cookie] = await page.context().cookies(`${app.origin}/api/config`);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/api" });
    expect((cookie?.expires ?? 0) * 1000 - Date.now()).toBeGreaterThan(11 * 60 * 60 * 1000);

    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByLabel("Access token")).toBeVisible();
    expect(await page.context().cookies()).toEqual([]);
    // The value is worth nothing any more, whoever has kept it.
    const kept = { cookie: `${cookie?.name}=${cookie?.value}` };
    expect((await fetch(`${app.origin}/api/config`, { headers: kept })).status).toBe(403);
    await page.goto(app.origin);
    await page.getByRole("button", { name: "Enter access token" }).click();
    await expect(page.getByLabel("Access token")).toBeVisible();
    // Nothing asks a server that is gone.
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});
