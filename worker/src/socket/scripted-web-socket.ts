/** The twin of the platform's WebSocket, whose client is the test. */
import { watchServerMessage, type WatchServerMessage } from "@etcd-explorer/shared/contract/watch-messages";
import type { MessageListener, Upgrade } from "#/model/transport.ts";

export class ScriptedClient {
  /** What was sent so far, in order. Every message has the contract's shape. */
  readonly received: WatchServerMessage[] = [];
  /** How the server has closed the socket. */
  closedWith: { readonly code: number; readonly reason: string } | undefined;
  /** What the client has not taken yet, as the platform tells it. */
  bufferedBytes = 0;
  #listener: MessageListener | undefined;

  readonly upgrade: Upgrade = (listen) => {
    const bufferedBytes = (): number => this.bufferedBytes;
    this.#listener = listen({
      get bufferedBytes() {
        return bufferedBytes();
      },
      send: (text) => void this.received.push(watchServerMessage.parse(JSON.parse(text))),
      close: (code, reason) => void (this.closedWith = { code, reason }),
    });
    // Only the platform can answer with 101.
    return new Response(null, { status: 200 });
  };

  /** Sends a message: a text as it is, `undefined` for one that is no text, anything else as JSON. */
  send(message: unknown): void {
    const text = typeof message === "string" || message === undefined ? message : JSON.stringify(message);
    this.#listener?.receive(text);
  }

  leave(): void {
    this.#listener?.closed();
  }
}
