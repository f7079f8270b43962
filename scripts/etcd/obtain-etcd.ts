/** One etcd to run, for `npm start`. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { findExecutable, isExecutable } from "../process/find-executable.ts";
import { formatFailure, LaunchFailure } from "../process/launch-failure.ts";
import { cachedEtcd, downloadEtcd } from "./debian-etcd.ts";

/** There is no etcd to be had; the app is of use all the same. */
export class EtcdUnobtainable extends Error {
  override readonly name = "EtcdUnobtainable";
}

export interface ObtainOptions {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called before a download, which takes some seconds. */
  onDownload?: () => void;
}

/**
 * The path of an etcd: what `ETCD_BIN` names (the program or its folder), else the one on PATH, else the newest that
 * was downloaded before, else Debian's package. An `ETCD_BIN` that cannot be run is a {@link LaunchFailure}: the
 * person meant it. Where nothing is to be had, an {@link EtcdUnobtainable} says why and how to get one.
 */
export async function obtainEtcd(options: ObtainOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const named = env["ETCD_BIN"];
  if (named !== undefined && named !== "") return namedEtcd(named);
  const onPath = findExecutable(["etcd"], env["PATH"] ?? "");
  if (onPath !== undefined) return onPath;
  const cached = await cachedEtcd();
  if (cached !== undefined) return cached.etcd;
  options.onDownload?.();
  try {
    const downloaded = await downloadEtcd(options.signal === undefined ? {} : { signal: options.signal });
    return downloaded.etcd;
  } catch (error) {
    throw new EtcdUnobtainable(
      `Could not get etcd for the sample data (${formatFailure(error)}). Install it (on Debian: apt-get install ` +
        `etcd-server), set ETCD_BIN, or connect to a running etcd with --endpoints.`,
      { cause: error },
    );
  }
}

function namedEtcd(named: string): string {
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(named, "etcd") : named;
  if (!isExecutable(path)) {
    throw new LaunchFailure(`ETCD_BIN is ${path}, which is not a program that this user can run.`);
  }
  return path;
}
