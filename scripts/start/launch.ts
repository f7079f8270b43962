/** Brings everything up, in as little time as it takes. */
import { ensureBuilt } from "../build/build-app.ts";
import { assertPortFree } from "../process/free-port.ts";
import type { Teardown } from "../process/teardown.ts";
import { sweepTempDirs } from "../process/temp-dir.ts";
import type { Connection } from "../serve/connection.ts";
import { authority, isLoopback, printedHost } from "../serve/hosts.ts";
import { serveApp } from "../serve/serve-app.ts";
import { accessFor, startAddress } from "./access.ts";
import { configuredConnections } from "./connections.ts";
import type { StartFlags } from "./flags.ts";
import { checkOpenFiles, openFilesLimit } from "./open-files.ts";
import { startSampleEtcd, type SampleEtcd } from "./sample-etcd.ts";

/** On one's own machine a request may hold as many sockets as it likes; Cloudflare allows six. */
const ownWatches = 64;

export interface LaunchOptions {
  flags: StartFlags;
  teardown: Teardown;
  signal: AbortSignal;
  /** Tells the person what is going on or went wrong, in one line. */
  tell: (line: string) => void;
}

export interface Launched {
  /** Where a person begins. It may hold an access token that was made just now. */
  address: string;
  /** Whether the address may be handed to a browser's command line, which others on this machine can see. */
  isPublic: boolean;
  /** Settles when a part ends by itself, with a sentence that says which. */
  ended: Promise<string>;
}

/**
 * Builds, starts the sample etcd where no connections are given, and serves. Everything that must be undone is in
 * `teardown` when this settles, also when it fails or `signal` aborts it, which it answers by rejecting.
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { flags, teardown, signal, tell } = options;
  // First what a person may have to mend, or is asked for.
  checkOpenFiles(openFilesLimit(), tell);
  const configured = await configuredConnections(flags, { tell, signal });
  if (flags.port !== 0) await assertPortFree(flags.host, flags.port);
  await sweepTempDirs();
  const building = ensureBuilt({ signal, onBuild: () => tell("Building…") });
  const sampling = configured === undefined ? startSampleEtcd(options) : undefined;
  // Both to their end, so that nothing is still coming up when one of them fails.
  await Promise.allSettled([building, sampling]);
  await building;
  const sample = await sampling;
  signal.throwIfAborted();
  const access = accessFor(flags.host, flags.accessToken);
  const app = await serveApp({
    connections: configured ?? sampleConnections(sample),
    allowedTargets: allowedTargets(flags),
    readOnly: flags.readOnly,
    allowSnapshot: flags.allowSnapshot,
    host: flags.host,
    port: flags.port,
    extraHosts: flags.allowedHosts,
    maxWatches: ownWatches,
    tell,
    ...(access.accessToken !== undefined && { accessToken: access.accessToken }),
  });
  teardown.add(app.stop);
  signal.throwIfAborted();
  const ends = [app.exited.then((reason) => `The server stopped unexpectedly: ${reason}.`)];
  if (sample !== undefined) {
    ends.push(sample.etcd.exited.then((reason) => `The sample etcd stopped unexpectedly: ${reason}.`));
  }
  const origin = `http://${authority(printedHost(flags.host), app.port)}`;
  return { address: startAddress(origin, access), isPublic: !access.isMade, ended: Promise.race(ends) };
}

/**
 * On this machine a person may look at any etcd that they can reach anyway. Beyond it, whoever has the token must not
 * reach through us what they could not reach themselves.
 */
export function allowedTargets({ host }: StartFlags): string {
  return isLoopback(host) ? "*" : "";
}

export function sampleConnections(sample: SampleEtcd | undefined): Connection[] {
  return sample === undefined ? [] : [sample.connection];
}
