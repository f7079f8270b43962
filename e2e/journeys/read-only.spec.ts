import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expect, test } from "../fixtures.ts";

test("a read-only connection gives no snapshot away, and says why; one that may, does", async ({
  page,
  etcd,
  faults,
}) => {
  const look = { name: "look", readOnly: true, endpoints: [etcd.endpoint] };
  const app = await serveApp({
    connections: [look, { ...look, name: "backup", allowSnapshot: true }],
    allowedTargets: "",
  });
  try {
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    await page.goto(`${app.origin}/c/look/cluster`);
    const snapshot = page.getByRole("button", { name: "Snapshot" });
    await expect(snapshot).toBeDisabled();
    await expect(snapshot).toHaveAttribute("title", /snapshots contain password hashes/);
    await page.goto(`${app.origin}/c/backup/cluster`);
    await expect(snapshot).toBeEnabled();
    await page.goto("about:blank");
    // Nothing asks a server that is gone.
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});

test("a free address of a read-only connection's etcd is read, and a write there says why it is refused", async ({
  page,
  etcd,
  etcdctl,
  faults,
}) => {
  const app = await serveApp({
    connections: [{ name: "look", readOnly: true, endpoints: [etcd.endpoint] }],
    allowedTargets: "*",
  });
  try {
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    faults.allow(/status of 403/);
    await page.goto(`${app.origin}/`);
    // The only connection opens by itself.
    await expect(page).toHaveURL(/\/c\/look\/keys/);
    await page.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Endpoints").fill(`localhost:${etcd.port}`);
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(page).toHaveURL(new RegExp(`/c/localhost%3A${etcd.port}/keys`));
    await page.goto(`${app.origin}/c/localhost%3A${etcd.port}/console`);
    const command = page.getByRole("textbox", { name: "Command" });
    await command.fill("put /read-only x");
    await command.press("Enter");
    await expect(page.getByText("has the same cluster ID as the read-only connection “look”")).toBeVisible();
    expect((await etcdctl(["get", "/read-only"])).toString()).toBe("");
    // Nothing asks a server that is gone.
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
});
