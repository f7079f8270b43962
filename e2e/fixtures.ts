/** What every journey is given: the app, its etcd with the sample data, an independent witness, and watched pages. */
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { restorableSample } from "@etcd-explorer/scripts/sample/restore-sample";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { expect, test as base, type BrowserContext } from "@playwright/test";
import { setApp } from "./pages/show-path.ts";
import { watchFaults, type FaultWatch, type PageFaults } from "./page-faults.ts";

export { expect };

/** The etcd behind the connection `sample`. */
export interface JourneyEtcd {
  host: string;
  port: number;
  /** `http://HOST:PORT`. */
  endpoint: string;
  /** The path of its etcdctl. */
  etcdctl: string;
}

interface Server {
  origin: string;
  etcd: JourneyEtcd;
  restore: () => Promise<void>;
}

interface WorkerFixtures {
  server: Server;
}

interface JourneyFixtures {
  /** Where the app is served: `http://HOST:PORT`. `page.goto("/")` goes there. */
  origin: string;
  etcd: JourneyEtcd;
  /** Runs etcdctl against the etcd: what it prints, byte by byte. Fails the test where etcdctl fails. */
  etcdctl: (args: readonly string[], stdin?: string | Uint8Array) => Promise<Buffer>;
  /** What goes wrong in a page fails the test, unless it was announced here. */
  faults: PageFaults;
  /** Another browser, which shares nothing with the first; its pages are watched too. */
  newBrowser: () => Promise<BrowserContext>;
  faultWatch: FaultWatch;
  freshSample: void;
}

export const test = base.extend<JourneyFixtures, WorkerFixtures>({
  // One etcd and one server a worker process: two journeys at a time never meet.
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern: there are none
    async ({}, use) => {
      const teardown = createTeardown();
      try {
        const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
        const etcd = await startEtcd({ binary });
        teardown.add(etcd.stop);
        const restore = await restorableSample(etcd.endpoint);
        const { host, port, endpoint } = etcd;
        const sample = { name: "sample", label: "Sample data", readOnly: false, endpoints: [endpoint] };
        // The same etcd, as something that one is careful with.
        const careful = { ...sample, name: "live", label: "Live, Frankfurt", colour: "red" };
        const app = await serveApp({ connections: [sample, careful], allowedTargets: "*" });
        teardown.add(app.stop);
        await use({ origin: app.origin, etcd: { host, port, endpoint, etcdctl }, restore });
      } finally {
        await teardown.run();
      }
    },
    { scope: "worker", timeout: 60_000 },
  ],
  // Every journey begins with the sample as it is, in whatever order they run.
  freshSample: [
    async ({ server }, use) => {
      await server.restore();
      await use();
    },
    { auto: true },
  ],
  origin: ({ server }, use) => use(server.origin),
  baseURL: ({ server }, use) => use(server.origin),
  etcd: ({ server }, use) => use(server.etcd),
  etcdctl: ({ etcd }, use) => use((args, stdin) => runEtcdctl(etcd, args, stdin)),
  faultWatch: [
    async ({ origin }, use) => {
      const faults = watchFaults(origin);
      await use(faults);
      expect(faults.unexpected, "faults in the page").toEqual([]);
    },
    { auto: true },
  ],
  faults: ({ faultWatch }, use) => use(faultWatch),
  context: async ({ context, origin, faultWatch }, use) => {
    faultWatch.watch(context);
    setApp(context, origin);
    await use(context);
  },
  newBrowser: async ({ browser, origin, contextOptions, faultWatch }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL: origin });
      faultWatch.watch(context);
      setApp(context, origin);
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});
