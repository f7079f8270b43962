/** The twin of the platform's sockets over Node's, so that tests meet real connections without workerd. */
import { connect, type Socket } from "node:net";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { ByteSocket, Dial, Endpoint } from "#/model/transport.ts";

/** Dials over `node:net`; TLS is left to the platform. */
export const nodeDial: Dial = (endpoint) => new NodeSocket(endpoint);

class NodeSocket implements ByteSocket {
  readonly opened: Promise<void>;
  readonly #socket: Socket;
  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor({ host, port }: Endpoint) {
    this.#socket = connect({ host, port });
    this.#pieces = this.#socket.iterator({ destroyOnReturn: true });
    this.opened = new Promise((resolve, reject) => {
      this.#socket.once("connect", () => resolve());
      this.#socket.once("error", (cause) =>
        reject(new FailureError({ kind: "unreachable", host, port, message: "refused or unknown" }, { cause })),
      );
    });
    this.#socket.on("error", () => undefined);
    this.opened.catch(() => undefined);
  }

  async read(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#pieces.next();
    return done === true ? undefined : value;
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
