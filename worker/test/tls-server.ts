/** Real TLS servers on loopback, by Node. */
import type { Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import type { FaultServer } from "./fault-server.ts";

/** Lends a server that answers HTTP with `{}` to whatever comes over TLS; everything is closed afterwards. */
export async function withTlsServer<T>(options: TlsOptions, use: (server: FaultServer) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer(options, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
  });
  // Handshakes are broken off on purpose.
  server.on("tlsClientError", () => undefined);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
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
