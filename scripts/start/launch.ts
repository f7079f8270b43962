/** Brings everything up, in as little time as it takes. */
import { ensureBuilt } from "../build/build-app.ts";
import { assertPortFree } from "../process/free-port.ts";
import type { Teardown } from "../process/teardown.ts";
import { sweepTempDirs } from "../process/temp-dir.ts";
import { serveApp, type Connection } from "../serve/serve-app.ts";
import type { StartFlags } from "./flags.ts";
import { startSampleEtcd, type SampleEtcd } from "./sample-etcd.ts";

export interface LaunchOptions {
  flags: StartFlags;
  teardown: Teardown;
  signal: AbortSignal;
  /** Tells the person what is going on or went wrong, in one line. */
  tell: (line: string) => void;
}

export interface Launched {
  /** `http://HOST:PORT`. */
  origin: string;
  /** Settles when a part ends by itself, with a sentence that says which. */
  ended: Promise<string>;
}

/**
 * Builds, starts the sample etcd where no endpoints are given, and serves. Everything that must be undone is in
 * `teardown` when this settles, also when it fails or `signal` aborts it, which it answers by rejecting.
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { flags, teardown, signal, tell } = options;
  if (flags.port !== 0) await assertPortFree(flags.host, flags.port);
  await sweepTempDirs();
  const building = ensureBuilt({ signal, onBuild: () => tell("Building…") });
  const sampling = flags.endpoints === undefined ? startSampleEtcd(options) : undefined;
  // Both to their end, so that nothing is still coming up when one of them fails.
  await Promise.allSettled([building, sampling]);
  await building;
  const sample = await sampling;
  signal.throwIfAborted();
  const app = await serveApp({
    connections: connectionsOf(flags, sample),
    allowedTargets: "*",
    host: flags.host,
    port: flags.port,
  });
  teardown.add(app.stop);
  signal.throwIfAborted();
  const ends = [app.exited.then((reason) => `The server ended by itself: ${reason}.`)];
  if (sample !== undefined) {
    ends.push(sample.etcd.exited.then((reason) => `The sample etcd ended by itself: ${reason}.`));
  }
  return { origin: app.origin, ended: Promise.race(ends) };
}

/** What the server knows by name: the given endpoints as one cluster, or the sample where it runs. */
export function connectionsOf(flags: StartFlags, sample: SampleEtcd | undefined): Connection[] {
  if (flags.endpoints !== undefined) return [{ name: "default", readOnly: false, endpoints: flags.endpoints }];
  return sample === undefined ? [] : [sample.connection];
}
