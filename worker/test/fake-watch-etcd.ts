/** A fake etcd with one key, for watches over sockets that break, refuse and hold requests back when a test says so. */
import type { ByteSocket, Dial } from "#/model/transport.ts";
import { socketTransport } from "#/socket/connection.ts";
import type { GatewayResources } from "#/etcd/gateway.ts";
import { scriptedGateway } from "./gateway.ts";
import { answerOf } from "./http-text.ts";

/** What etcd says of a message that is too large for it; it ends the stream. */
const tooLarge = { code: 8, message: "grpc: received message larger than max (2097165 vs. 2097152)" };

interface CreateRequest {
  readonly key?: string;
  readonly start_revision?: string;
}

export class FakeWatchEtcd {
  readonly sockets: FakeSocket[] = [];
  revision = 1;
  /** The one that is accepted; undefined while authentication is off. */
  token: string | undefined;
  logins = 0;
  /** Whether a proxy before it passes a request on only when it has all of it. */
  isBehindProxy = false;
  /** Whether it takes requests and answers none. */
  isFrozen = false;

  readonly dial: Dial = () => {
    const socket = new FakeSocket(this);
    this.sockets.push(socket);
    return socket;
  };

  get resources(): GatewayResources {
    return { ...scriptedGateway().resources, transport: socketTransport(this.dial, 5000) };
  }

  get open(): readonly FakeSocket[] {
    return this.sockets.filter(({ closed }) => !closed);
  }

  get watcherCount(): number {
    return this.open.reduce((sum, { watchers }) => sum + watchers.size, 0);
  }

  put(): void {
    this.revision++;
    for (const socket of this.open) for (const id of socket.watchers.keys()) socket.tell(id, this.revision);
  }
}

const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const encoder = new TextEncoder();

export class FakeSocket implements ByteSocket {
  readonly opened = Promise.resolve();
  /** etcd's IDs of the watches. */
  readonly watchers = new Set<number>();
  /** What was sent of watches, in order. */
  readonly requests: object[] = [];
  closed = false;
  readonly #etcd: FakeWatchEtcd;
  #authorization: string | undefined;
  #isWatch = false;
  #held = "";
  #nextId = 0;
  #ready: Uint8Array[] = [];
  #isBroken = false;
  #wake: (() => void) | undefined;

  constructor(etcd: FakeWatchEtcd) {
    this.#etcd = etcd;
  }

  write(bytes: Uint8Array): Promise<void> {
    const text = new TextDecoder().decode(bytes);
    if (this.#isWatch) this.#takeBody(text);
    else this.#takeRequest(text);
    return Promise.resolve();
  }

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const piece = this.#ready.shift();
      if (piece !== undefined) return piece;
      if (this.#isBroken) throw new Error("The connection was reset");
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.closed = true;
  }

  /** What lies ready still comes. */
  break(): void {
    this.closed = true;
    this.#isBroken = true;
    this.#wake?.();
  }

  /** Tells the watcher of a put at that revision, or of what `more` says. */
  tell(id: number, revision: number, more: object = {}): void {
    const header = { revision: String(revision) };
    const events = [{ kv: { key: "YQ==", mod_revision: header.revision } }];
    this.say({ header, watch_id: String(id), events, ...more });
  }

  say(result: object): void {
    const header = { revision: String(this.#etcd.revision) };
    this.#sendLine({ result: { header, ...result } });
  }

  #sendLine(message: object): void {
    const line = `${JSON.stringify(message)}\n`;
    this.#send(`${line.length.toString(16)}\r\n${line}\r\n`);
  }

  #takeRequest(text: string): void {
    if (text.startsWith("GET /health")) return this.#send(answerOf(200, { health: "true" }));
    if (text.includes("/auth/authenticate")) {
      this.#etcd.logins++;
      return this.#send(answerOf(200, { token: this.#etcd.token ?? "" }));
    }
    if (!text.startsWith("POST /v3/watch")) return this.#send(answerOf(200, {}));
    this.#isWatch = true;
    this.#authorization = /\r\nAuthorization: (.*)\r\n/.exec(text)?.[1];
    this.#takeBody(text.slice(text.indexOf("\r\n\r\n") + 4));
  }

  #takeBody(text: string): void {
    this.#held += text;
    if (this.#etcd.isFrozen || (this.#etcd.isBehindProxy && !this.#held.endsWith("\r\n0\r\n\r\n"))) return;
    const messages = this.#held.split("\n").filter((line) => line.startsWith("{"));
    this.#held = "";
    for (const message of messages) this.#take(Object(JSON.parse(message)));
  }

  #take(message: { create_request?: CreateRequest; cancel_request?: { watch_id?: string } }): void {
    if (this.requests.push(message) === 1) this.#send(head);
    if (message.create_request !== undefined) return this.#create(message.create_request);
    const id = Number(message.cancel_request?.watch_id);
    if (this.watchers.delete(id)) this.say({ watch_id: String(id), canceled: true });
  }

  #create({ key, start_revision: start = "0" }: CreateRequest): void {
    if (this.#isBroken) return;
    if (key?.startsWith("large") === true) {
      this.#sendLine({ error: tooLarge });
      return this.break();
    }
    const isDenied = this.#etcd.token !== undefined && this.#authorization !== this.#etcd.token;
    // As etcd denies a key beyond the user's rights: in the words of a token that has run out.
    if (isDenied || key === "denied") {
      return this.say({
        watch_id: "-1",
        created: true,
        canceled: true,
        cancel_reason: "rpc error: code = PermissionDenied desc = etcdserver: permission denied",
      });
    }
    const id = this.#nextId++;
    this.watchers.add(id);
    this.say({ watch_id: String(id), created: true });
    if (start === "0") return;
    for (let revision = Number(start); revision <= this.#etcd.revision; revision++) this.tell(id, revision);
  }

  #send(text: string): void {
    this.#ready.push(encoder.encode(text));
    this.#wake?.();
  }
}
