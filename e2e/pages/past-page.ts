/** The past on the keys screen, and keys that have one. */
import type { Locator, Page } from "@playwright/test";
import { readKey, type Etcdctl } from "../witness.ts";

/** `/past/a` then has another value, `/past/b` is gone since, and `/past/new` was not there yet. Gives that revision. */
export async function writePast(etcdctl: Etcdctl): Promise<number> {
  await etcdctl(["put", "/past/a", "then"]);
  await etcdctl(["put", "/past/deep/c", "port: 1"]);
  await etcdctl(["put", "/past/b", "gone since"]);
  const { modRevision } = await readKey(etcdctl, "/past/b");
  await etcdctl(["put", "/past/a", "now"]);
  await etcdctl(["del", "/past/b"]);
  await etcdctl(["put", "/past/new", "port: 2"]);
  return modRevision;
}

/** The strip on the keys screen, a line on the others. */
export const banner = (page: Page): Locator => page.getByRole("region", { name: "Viewed revision" });

/** What it says of the revision that is viewed. */
export const viewing = (revision: number): string => `Viewing revision ${revision.toLocaleString("en")} (read-only).`;

/** The list of changes around the viewed revision. */
export const changes = (page: Page): Locator => page.getByRole("region", { name: "Changes around this revision" });

/** In the top bar, and on the keys screen below it too. */
export const backToLive = (page: Page): Locator => page.getByRole("button", { name: "Back to live" }).last();

/** The address of these keys at a revision. */
export const atRev = (at: number): string => `/c/sample/keys?prefix=/past/&at=${at}`;
