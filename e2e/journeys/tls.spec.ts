import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { withTlsEtcd } from "../tls-etcd.ts";
import { showPath } from "../pages/show-path.ts";

/** Diagnoses a connection of one's own; gives the steps. */
async function diagnose(page: Page, port: number, tls: boolean) {
  await showPath(page, "/");
  await page.getByRole("button", { name: "New" }).click();
  await page.getByLabel("Endpoints").fill(`${tls ? "https" : "http"}://127.0.0.1:${port}`);
  await page.getByRole("button", { name: "Diagnose" }).click();
  return page.getByRole("region", { name: "Diagnosis" }).getByRole("listitem");
}

test.beforeEach(({ faults }) => {
  faults.allow(/status of 500/);
});

const cases = [
  { kind: "unknown authority", says: /signed by an untrusted CA: "Launcher Test Authority".*--cacert/ },
  { kind: "another name", says: /not valid for 127\.0\.0\.1, only for etcd\.internal/ },
  { kind: "expired", says: /expired on 2021/ },
] as const;

test("the doctor stops at TLS where the certificate is wrong, says why and what to do", async ({ page }) => {
  for (const { kind, says } of cases) {
    await test.step(`${kind}: the doctor stops at TLS, says so and what to do`, async () => {
      await withTlsEtcd(kind, async ({ port }) => {
        const steps = await diagnose(page, port, true);
        await expect(steps.nth(0)).toHaveAttribute("data-state", "passed");
        await expect(steps.nth(1)).toHaveAttribute("data-state", "failed");
        await expect(steps.nth(1)).toContainText(says);
        await expect(steps.nth(2)).toHaveAttribute("data-state", "waiting");
      });
    });
  }
});

test("a port is recognized that is spoken to with TLS or without, and wants the other", async ({ page, etcd }) => {
  await test.step("a TLS port that is spoken to without TLS is recognized", async () => {
    await withTlsEtcd("unknown authority", async ({ port }) => {
      const steps = await diagnose(page, port, false);
      await expect(steps.nth(1)).toHaveAttribute("data-state", "failed");
      await expect(steps.nth(1)).toContainText("uses TLS on this port");
    });
  });

  await test.step("a port without TLS that is spoken to by TLS is recognized", async () => {
    const steps = await diagnose(page, etcd.port, true);
    await expect(steps.nth(1)).toHaveAttribute("data-state", "failed");
    await expect(steps.nth(1)).toContainText("without TLS");
  });
});
