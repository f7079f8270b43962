/** A client of watches, over a real WebSocket. */
import {
  watchServerMessage,
  type WatchClientMessage,
  type WatchEvent,
  type WatchServerMessage,
} from "@etcd-explorer/shared/contract/watch-messages";

const waitMs = 10_000;

export class WatchClient {
  /** What came so far, in order. */
  readonly received: WatchServerMessage[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(origin: string) {
    this.#socket = new WebSocket(`${origin.replace(/^http/, "ws")}/api/etcd/watch`);
    this.#socket.addEventListener("message", ({ data }) => {
      this.received.push(watchServerMessage.parse(JSON.parse(String(data))));
      this.#wake();
    });
    this.#socket.addEventListener("close", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Settles when the connection stands. */
  async connected(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) return;
    await new Promise<void>((resolve, reject) => {
      this.#socket.addEventListener("open", () => resolve());
      this.#socket.addEventListener("error", () => reject(new Error("The WebSocket was refused")));
    });
  }

  /** Sends a message; anything that is none of the contract's goes as it is. */
  send(message: WatchClientMessage | string): void {
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** What `pick` finds first among the messages, those that came already included. Fails where it does not come. */
  async first<T>(pick: (message: WatchServerMessage) => T | undefined): Promise<T> {
    for (const deadline = Date.now() + waitMs; ; await this.#next(deadline)) {
      for (const message of this.received) {
        const found = pick(message);
        if (found !== undefined) return found;
      }
    }
  }

  /** Waits until `count` events of the watch have come, and gives all that have. */
  async events(id: string, count: number): Promise<readonly WatchEvent[]> {
    for (const deadline = Date.now() + waitMs; ; await this.#next(deadline)) {
      const events = this.eventsSoFar(id);
      if (events.length >= count) return events;
    }
  }

  eventsSoFar(id: string): readonly WatchEvent[] {
    return this.received.flatMap((message) =>
      "events" in message && message.events.id === id ? message.events.events : [],
    );
  }

  /** Settles when the server has closed the connection. */
  async closed(): Promise<void> {
    for (const deadline = Date.now() + waitMs; !this.#closed;) await this.#next(deadline);
  }

  close(): void {
    this.#socket.close();
  }

  async #next(deadline: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = (): void => reject(new Error(`Nothing more came after ${JSON.stringify(this.received.slice(-3))}`));
    const timer = setTimeout(late, deadline - Date.now());
    this.#waiting.add(resolve);
    await promise.finally(() => clearTimeout(timer));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

export const createdOf = (id: string) => (message: WatchServerMessage) =>
  "created" in message && message.created.id === id ? message.created : undefined;

export const canceledOf = (id: string) => (message: WatchServerMessage) =>
  "canceled" in message && message.canceled.id === id ? message.canceled : undefined;

export const failedOf = (id?: string) => (message: WatchServerMessage) =>
  "failed" in message && message.failed.id === id ? message.failed : undefined;

/** Lends a client that has said where its watches go. */
export async function withWatchClient<T>(
  origin: string,
  target: object,
  use: (client: WatchClient) => Promise<T>,
): Promise<T> {
  const client = new WatchClient(origin);
  try {
    await client.connected();
    client.send({ open: target });
    await client.first((message) => ("opened" in message ? true : undefined));
    return await use(client);
  } finally {
    client.close();
  }
}
