/** The clock of revisions, which a page keeps in IndexedDB. */
import { expect, type Page } from "@playwright/test";

/**
 * Makes the page store what it has seen of revisions, as it does when it is left for another tab; ends once `revision`
 * is stored.
 */
export async function keepClock(page: Page, revision: number): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  });
  await expect.poll(() => newestKept(page)).toBeGreaterThanOrEqual(revision);
  await page.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
  });
}

function newestKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        document.dispatchEvent(new Event("visibilitychange"));
        const opening = indexedDB.open("etcd-explorer:clock:v1");
        // Where it is not there yet, the page is to make it.
        opening.addEventListener("upgradeneeded", () => opening.transaction?.abort());
        opening.addEventListener("error", () => resolve(0));
        opening.addEventListener("success", () => {
          const all = opening.result.transaction("clusters").objectStore("clusters").getAll();
          all.addEventListener("success", () => {
            opening.result.close();
            const clusters: readonly { pairs: readonly { revision: string }[] }[] = all.result;
            resolve(Math.max(0, ...clusters.flatMap(({ pairs }) => pairs.map((pair) => Number(pair.revision)))));
          });
        });
      }),
  );
}
