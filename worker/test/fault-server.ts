/** Real servers on loopback that misbehave on purpose. */
import { createServer, type Socket } from "node:net";

export interface FaultServer {
  readonly host: string;
  readonly port: number;
}

/** Lends a server that does `serve` with each connection; everything is closed afterwards. */
export async function withFaultServer<T>(
  serve: (socket: Socket) => void,
  use: (server: FaultServer) => Promise<T>,
): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port");
  try {
    return await use({ host: "127.0.0.1", port: address.port });
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** A port on which nothing listens: one that was just given back. */
export async function unusedPort(): Promise<number> {
  return await withFaultServer(
    () => undefined,
    ({ port }) => Promise.resolve(port),
  );
}
