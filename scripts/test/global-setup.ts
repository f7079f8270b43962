/** Starts what the tests against real etcds share: for each worker of vitest every etcd once, and the built app once. */
import type { TestProject } from "vitest/node";
import { ensureBuilt } from "../build/build-app.ts";
import { obtainEtcds } from "../etcd/obtain-etcds.ts";
import { startEtcd } from "../etcd/start-etcd.ts";
import { createTeardown } from "../process/teardown.ts";
import { serveApp } from "../serve/serve-app.ts";
import type { ProvidedEtcd } from "./provided.ts";

/** Vitest calls this once, and what it gives back in the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const teardown = createTeardown();
  try {
    await ensureBuilt();
    const binaries = await obtainEtcds();
    const servers = [];
    for (let pool = 0; pool < project.config.maxWorkers; pool++) {
      const etcds: ProvidedEtcd[] = [];
      for (const { version, etcd, etcdctl } of binaries) {
        const running = await startEtcd({ binary: etcd });
        teardown.add(running.stop);
        etcds.push({ version, host: running.host, port: running.port, endpoint: running.endpoint, etcdctl });
      }
      const endpoints = etcds.slice(0, 1).map(({ endpoint }) => endpoint);
      const app = await serveApp({
        connections: [{ name: "sample", readOnly: false, endpoints }],
        allowedTargets: "*",
      });
      teardown.add(app.stop);
      servers.push({ etcds, app: { origin: app.origin } });
    }
    project.provide("servers", servers);
  } catch (error) {
    await teardown.run();
    throw error;
  }
  return () => teardown.run();
}
