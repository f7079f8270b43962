/** Ports on this machine. */
import { createServer, type Server } from "node:net";
import { LaunchFailure } from "./launch-failure.ts";

function listen(host: string, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = createServer();
  server.once("error", (error) => reject(explainHost(host, error)));
  server.listen({ host, port, exclusive: true }, () => resolve(server));
  return promise;
}

/** That this machine is not called so is told alike whichever port was asked for. */
function explainHost(host: string, error: Error): Error {
  const code = "code" in error ? String(error.code) : "";
  if (!["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(code)) return error;
  return new LaunchFailure(
    `Could not listen on ${host}: not an address or name of this machine (${code}). Choose one with --host.`,
    { exitCode: 2, cause: error },
  );
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  return promise;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address and a port.");
  return address.port;
}

/** Ports that are free right now, all different. Somebody may take one before its use: be ready to ask again. */
export async function freePorts(host: string, count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(host, 0)));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** One free port: see {@link freePorts}. */
export async function freePort(host: string): Promise<number> {
  const server = await listen(host, 0);
  const port = portOf(server);
  await close(server);
  return port;
}

/** Fails with a sentence where `port` cannot be listened on. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  try {
    await close(await listen(host, port));
  } catch (error) {
    if (error instanceof LaunchFailure) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why =
      code === "EADDRINUSE"
        ? `is in use by another program`
        : code === "EACCES"
          ? `requires more permissions than this user has`
          : `is not available (${error instanceof Error ? error.message : String(error)})`;
    throw new LaunchFailure(
      `Port ${port} on ${host} ${why}. Choose another with --port, or use --port 0 for any free port.`,
      {
        cause: error,
      },
    );
  }
}
