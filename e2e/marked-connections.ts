/** An app of its own that knows one etcd by several names, each marked in another way. */
import type { Page } from "@playwright/test";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import type { PageFaults } from "./page-faults.ts";

interface Marked {
  readonly name: string;
  readonly colour?: string;
  readonly production?: boolean;
}

/** Serves one etcd under names that are marked in other ways. */
export async function withConnections(
  { endpoint, faults, page }: { readonly endpoint: string; readonly faults: PageFaults; readonly page: Page },
  marked: readonly Marked[],
  use: (origin: string) => Promise<void>,
): Promise<void> {
  const connections = marked.map((each) => ({ ...each, readOnly: false, endpoints: [endpoint] }));
  const app = await serveApp({ connections, allowedTargets: "" });
  try {
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    await use(app.origin);
    // Nothing asks a server that is gone.
    await page.goto("about:blank");
  } finally {
    await app.stop();
  }
}
