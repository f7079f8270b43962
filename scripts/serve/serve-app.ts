/** Serves app and interface by raw workerd on this machine. */
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot, webDist, workerBundle } from "../paths.ts";
import { freePort } from "../process/free-port.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { makeTempDir, removeDir } from "../process/temp-dir.ts";
import { parseCompatibility } from "./compatibility.ts";
import type { Connection } from "./connection.ts";
import { planEtcdServices } from "./etcd-services.ts";
import { authority, isLoopback, servedHosts } from "./hosts.ts";
import { routerModules } from "./router-modules.ts";
import { supervise } from "./supervise.ts";
import { formatWorkerdConfig } from "./workerd-config.ts";
import { startWorkerd } from "./workerd.ts";

export interface ServeOptions {
  connections: readonly Connection[];
  /** Which hosts a request may name itself: `*`, or a comma-separated list. */
  allowedTargets: string;
  readOnly?: boolean;
  /** Lets snapshots through where only reads are. */
  allowSnapshot?: boolean;
  /** Watches on one connection of a browser; the server's own limit, which is made for Cloudflare, by default. */
  maxWatches?: number;
  /** What every request must show. */
  accessToken?: string;
  /** 127.0.0.1 by default; beyond loopback, give an `accessToken`. */
  host?: string;
  /** 0, the default, picks a free one. */
  port?: number;
  /** Host headers that are answered beside this machine's own names, `HOST` or `HOST:PORT` each. */
  extraHosts?: readonly string[];
  /**
   * Told, in one line each, what whoever runs the server should know: wrong access tokens, and that workerd has ended and
   * is started again. Without it, its end is the end of the app.
   */
  tell?: (line: string) => void;
  /** The app's files; `false` serves the interface alone. `web/dist` by default. */
  assets?: string | false;
  /** The bundled worker: the built one by default. */
  bundle?: string;
}

export interface ServedApp {
  /** `http://HOST:PORT`, without a slash at the end. */
  origin: string;
  port: number;
  /** Of the workerd that runs now. */
  readonly pid: number | undefined;
  /** Settles when workerd is gone, whoever ended it, with the reason in words. */
  exited: Promise<string>;
  stop: () => Promise<void>;
}

const attempts = 3;

/** Starts workerd and waits until it listens. Fails with a sentence where it does not. */
export async function serveApp(options: ServeOptions): Promise<ServedApp> {
  if (!isLoopback(options.host ?? "127.0.0.1") && options.accessToken === undefined) {
    throw new LaunchFailure("Serving beyond this machine requires an access token.");
  }
  const wanted = options.port ?? 0;
  for (let attempt = 1; ; attempt++) {
    const port = wanted === 0 ? await freePort(options.host ?? "127.0.0.1") : wanted;
    const started = await tryServe(options, port);
    if (!("log" in started)) return options.tell === undefined ? started : keepServing(options, started, options.tell);
    const taken = started.log.includes("Address already in use");
    if (taken && wanted === 0 && attempt < attempts) continue;
    throw new LaunchFailure(
      taken ? `Port ${port} is in use by another program.` : `${started.log.trim()}\nworkerd did not start: see above.`,
    );
  }
}

/** Serves on the same port again where workerd ends by itself. */
function keepServing(options: ServeOptions, first: ServedApp, tell: (line: string) => void): ServedApp {
  const { origin, port } = first;
  const again = async (): Promise<ServedApp> => {
    const started = await tryServe(options, port);
    if ("log" in started) throw new LaunchFailure(started.log.trim());
    return started;
  };
  const { current, exited, stop } = supervise(first, again, tell);
  return {
    origin,
    port,
    exited,
    stop,
    get pid() {
      return current().pid;
    },
  };
}

async function tryServe(options: ServeOptions, port: number): Promise<ServedApp | { log: string }> {
  const host = options.host ?? "127.0.0.1";
  const folder = await makeTempDir();
  try {
    const assets = await copyAssets(options.assets ?? webDist, folder);
    const child = await startWorkerd(folder, await configText(options, { host, port, assets }), options.tell);
    if ("log" in child) {
      await removeDir(folder);
      return child;
    }
    const stop = async () => {
      await child.stop();
      await removeDir(folder);
    };
    return { origin: `http://${authority(host, port)}`, port, pid: child.pid, exited: child.exited, stop };
  } catch (error) {
    await removeDir(folder);
    throw error;
  }
}

/** A later build replaces the files under their hashed names, and an open page still asks for the old ones. */
async function copyAssets(assets: string | false, folder: string): Promise<string | undefined> {
  if (assets === false) return undefined;
  const copy = join(folder, "assets");
  await cp(assets, copy, { recursive: true });
  return copy;
}

interface Place {
  host: string;
  port: number;
  assets: string | undefined;
}

async function configText(options: ServeOptions, { host, port, assets }: Place): Promise<string> {
  const { connections, services } = planEtcdServices(options.connections);
  const hosts = [...servedHosts(host, port), ...(options.extraHosts ?? [])];
  const toml = await readFile(join(projectRoot, "wrangler.toml"), "utf8");
  return formatWorkerdConfig({
    compatibility: parseCompatibility(toml),
    address: authority(host, port),
    assets,
    assetHeaders: assets === undefined ? "" : await readFile(join(assets, "_headers"), "utf8").catch(() => ""),
    router: routerModules(),
    app: { name: "main.js", source: await readFile(options.bundle ?? workerBundle, "utf8") },
    variables: {
      CONNECTIONS: connections,
      ALLOWED_TARGETS: options.allowedTargets,
      ALLOWED_HOSTS: hosts.join(","),
      READ_ONLY: String(options.readOnly === true),
      ALLOW_SNAPSHOT: String(options.allowSnapshot === true),
      ACCESS_TOKEN: options.accessToken ?? "",
      MAX_WATCHES: options.maxWatches === undefined ? "" : String(options.maxWatches),
    },
    etcds: services,
  });
}
