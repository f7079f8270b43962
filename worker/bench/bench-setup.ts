/** What a bench runs against: one etcd and the built app in workerd, both fresh. */
import { buildWorker } from "@etcd-explorer/scripts/build/build-app";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import type { Figure } from "./measure.ts";

export interface BenchSetup {
  readonly etcd: { readonly endpoint: string; readonly host: string; readonly port: number };
  readonly origin: string;
  /** workerd's. */
  readonly pid: number;
}

/** Something that is measured. */
export interface Bench {
  readonly name: string;
  readonly run: (setup: BenchSetup) => Promise<readonly Figure[]>;
}

/** Lends it; it is ended afterwards. */
export async function withBenchSetup<T>(use: (setup: BenchSetup) => Promise<T>): Promise<T> {
  await buildWorker();
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary, flags: ["--quota-backend-bytes=4294967296"] });
  try {
    // With the front door before it, as people run it.
    const app = await serveApp({ connections: [], allowedTargets: "*" });
    try {
      if (app.pid === undefined) throw new Error("workerd did not start");
      return await use({ etcd, origin: app.origin, pid: app.pid });
    } finally {
      await app.stop();
    }
  } finally {
    await etcd.stop();
  }
}
