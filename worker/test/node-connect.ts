/** The platform's `connect` over Node's sockets, TLS included: like the platform, it tells no cause of a failed dial. */
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import type { Connect, PlatformSocket } from "#/socket/dial.ts";

/** Trusts and shows what `options` say. */
export function nodeConnect(options: Pick<ConnectionOptions, "ca" | "cert" | "key" | "maxVersion"> = {}): Connect {
  return ({ hostname, port }, { secureTransport }) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    if (secureTransport === "off") return platformSocket(connectPlain({ host, port }), "connect");
    return platformSocket(connectTls({ host, port, ...options }), "secureConnect");
  };
}

function platformSocket(socket: Socket, ready: "connect" | "secureConnect"): PlatformSocket {
  const opened = new Promise<void>((resolve, reject) => {
    socket.once(ready, () => resolve());
    socket.once("error", () => reject(new Error("proxy request failed, cannot connect to the specified address")));
    socket.once("close", () => reject(new Error("proxy request failed, cannot connect to the specified address")));
  });
  const closed = new Promise<void>((resolve, reject) => {
    socket.once("close", () => resolve());
    socket.once("error", reject);
  });
  const pieces = socket.iterator({ destroyOnReturn: true });
  return {
    opened,
    closed,
    readable: new ReadableStream({
      type: "bytes",
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done !== true) return controller.enqueue(new Uint8Array(value));
        controller.close();
        // A read that waits with a buffer of its own has to be told apart.
        controller.byobRequest?.respond(0);
      },
    }),
    writable: new WritableStream({
      write: (bytes) =>
        new Promise((resolve, reject) => {
          socket.write(bytes, (error) => (error ? reject(error) : resolve()));
        }),
    }),
    close: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}
