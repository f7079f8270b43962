/** An etcd of its own with authentication on: users root (rootpw) and app (apppw, reads and writes /app/). */
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import type { Page } from "@playwright/test";
import { showPath } from "./pages/show-path.ts";

/** Fills in the form of a new connection to an etcd on this machine. */
export async function fillInConnection(page: Page, port: number, user: string, password: string): Promise<void> {
  await showPath(page, "/");
  await page.getByRole("button", { name: "New" }).click();
  await page.getByLabel("Endpoints").fill(`127.0.0.1:${port}`);
  await page.getByLabel("User").fill(user);
  await page.getByLabel("Password").fill(password);
}

/** Connects as the user that may use nothing but `/app/`. */
export async function connectAsApp(page: Page, { port }: Pick<RunningEtcd, "port">): Promise<void> {
  await fillInConnection(page, port, "app", "apppw");
  await page.getByRole("button", { name: /^Connect/ }).click();
}

/**
 * Lends it, with a key inside and one outside of what `app` may see. Afterwards `page` is left, and etcd is stopped and
 * removed.
 */
export async function withAuthEtcd(page: Page, use: (etcd: RunningEtcd) => Promise<void>): Promise<void> {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  try {
    const commands = [
      ["put", "/app/one", "within"],
      ["put", "/secret", "outside"],
      ["user", "add", "root:rootpw"],
      ["user", "grant-role", "root", "root"],
      ["role", "add", "appr"],
      ["role", "grant-permission", "appr", "readwrite", "/app/", "--prefix"],
      ["user", "add", "app:apppw"],
      ["user", "grant-role", "app", "appr"],
      ["auth", "enable"],
    ];
    for (const command of commands) await runEtcdctl({ ...etcd, etcdctl }, command);
    await use(etcd);
    // Nothing asks an etcd that is gone.
    await page.goto("about:blank");
  } finally {
    await etcd.stop();
  }
}
