/** `dev`: the web app from its sources with hot reload, the worker rebuilt when it changes, and a sample etcd. */
import { watch } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { buildWorker } from "./build/build-app.ts";
import { projectRoot } from "./paths.ts";
import { freePort } from "./process/free-port.ts";
import { formatFailure } from "./process/launch-failure.ts";
import { createTeardown } from "./process/teardown.ts";
import { serveApp, type ServedApp } from "./serve/serve-app.ts";
import { isLoopback } from "./serve/hosts.ts";
import { configuredConnections } from "./start/connections.ts";
import { wrongUsage } from "./start/command-line.ts";
import { parseFlags, type StartFlags } from "./start/flags.ts";
import { sampleConnections } from "./start/launch.ts";
import { startSampleEtcd } from "./start/sample-etcd.ts";
import { stopRequest, whenAborted } from "./start/stop-request.ts";

const tell = (line: string) => console.error(line);
const quietMs = 100;

async function develop(flags: StartFlags, signal: AbortSignal): Promise<void> {
  if (!isLoopback(flags.host)) throw wrongUsage("--host: dev serves this machine alone.");
  const teardown = createTeardown();
  try {
    const configured = await configuredConnections(flags, { tell, signal });
    await buildWorker({ signal });
    const sample = configured === undefined ? await startSampleEtcd({ teardown, signal, tell }) : undefined;
    const [pagePort, workerPort] = [
      flags.port === 0 ? await freePort(flags.host) : flags.port,
      await freePort(flags.host),
    ];
    // The page's own Host and Origin are passed on, so that the guard sees what it will see when deployed.
    const serve = () =>
      serveApp({
        connections: configured ?? sampleConnections(sample),
        allowedTargets: "*",
        readOnly: flags.readOnly,
        allowSnapshot: flags.allowSnapshot,
        host: flags.host,
        port: workerPort,
        extraHosts: [`127.0.0.1:${pagePort}`, `localhost:${pagePort}`, `[::1]:${pagePort}`, ...flags.allowedHosts],
        ...(flags.accessToken !== undefined && { accessToken: flags.accessToken }),
        assets: false,
      });
    let app: ServedApp | undefined = await serve();
    teardown.add(async () => app?.stop());
    const vite = await createServer({
      root: join(projectRoot, "web"),
      server: {
        host: flags.host,
        port: pagePort,
        strictPort: true,
        open: flags.open,
        proxy: { "/api": { target: app.origin, changeOrigin: false, ws: true } },
      },
    });
    teardown.add(() => vite.close());
    await vite.listen();
    const rebuild = async () => {
      try {
        if (!(await buildWorker({ signal }))) return;
        await app?.stop();
        app = await serve();
        tell("The worker was built anew.");
      } catch (error) {
        tell(formatFailure(error));
      }
    };
    teardown.add(onChange(["worker/src", "shared/src"], rebuild));
    console.log(`http://${flags.host}:${pagePort}`);
    await whenAborted(signal);
  } finally {
    await teardown.run();
  }
}

/** Calls `act` after changes below folders, once for those that come together. Gives what ends the watching. */
function onChange(folders: readonly string[], act: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watchers = folders.map((folder) =>
    watch(join(projectRoot, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(act);
      }, quietMs);
    }),
  );
  return async () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(timer);
    await running;
  };
}

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags === "help") console.log("dev takes the flags of npm start: see npm start -- --help.");
  else await develop(flags, stopRequest());
} catch (error) {
  console.error(formatFailure(error));
  process.exitCode = 1;
}
