/** One client of watches, from the first message to the last: what it says becomes watches, what they say is told. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import type {
  WatchClientMessage,
  WatchCreate,
  WatchServerMessage,
} from "@etcd-explorer/shared/contract/watch-messages";
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { addDecodedFields } from "#/json/decoded-fields.ts";
import type { GatewayResources } from "#/etcd/gateway.ts";
import type { Target } from "#/model/target.ts";
import type { WatchStep } from "#/etcd/watch-response.ts";
import { MovingWatch } from "#/etcd/moving-watch.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { resolveTarget } from "#/guard/target.ts";
import type { Settings } from "#/settings/settings.ts";
import type { MessageListener, MessageSocket } from "#/model/transport.ts";
import { parseClientMessage } from "./client-message.ts";
import { Outlet } from "./outlet.ts";

interface Opened {
  readonly target: Target;
  readonly timeoutMs: number;
}

// RFC 6455 §7.4.1: the endpoint received a message that violates its policy.
const policyViolation = 1008;

export class WatchSession implements MessageListener {
  readonly #resources: GatewayResources;
  readonly #settings: Settings;
  readonly #socket: MessageSocket;
  readonly #outlet: Outlet;
  readonly #watches = new Map<string, AbortController>();
  readonly #openTimer: ReturnType<typeof setTimeout>;
  #opened: Opened | undefined;
  #over = false;
  /** Watches refused in a row. */
  #refusals = 0;

  constructor(resources: GatewayResources, settings: Settings, socket: MessageSocket) {
    this.#resources = resources;
    this.#settings = settings;
    this.#socket = socket;
    this.#outlet = new Outlet(socket, workerLimits.watchOutlet);
    const message = `must arrive within ${workerLimits.watchOpenMs} ms`;
    this.#openTimer = setTimeout(
      () => this.#fail({ kind: "invalid", field: "open", message }),
      workerLimits.watchOpenMs,
    );
  }

  receive(text: string | undefined): void {
    if (this.#over) return;
    try {
      // Who sends without reading what is answered would fill our memory with answers.
      if (this.#socket.bufferedBytes > workerLimits.watchUnreadBytes) throw tooMany("does not read the responses");
      this.#obey(parseClientMessage(text));
    } catch (error) {
      this.#fail(failureOf(error));
    }
  }

  /** The client has left, or is to: every socket to etcd is closed now. */
  closed(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#openTimer);
    for (const watch of this.#watches.values()) watch.abort();
    this.#watches.clear();
  }

  #obey(message: WatchClientMessage): void {
    if ("open" in message) {
      if (this.#opened !== undefined) throw invalid("open", "was already sent");
      const timeoutMs = message.open.timeout ?? limits.defaultTimeoutMs;
      this.#opened = { target: resolveTarget(message.open, this.#settings), timeoutMs };
      clearTimeout(this.#openTimer);
      this.#outlet.send({ opened: {} });
      return;
    }
    if (this.#opened === undefined) throw invalid("open", "must be the first message");
    if ("create" in message) this.#create(message.create, this.#opened);
    else this.#cancel(message.cancel.id);
  }

  #create(create: WatchCreate, opened: Opened): void {
    const { id } = create;
    if (this.#watches.has(id)) throw invalid("create.id", "is already used by an open watch");
    const { maxWatches } = this.#settings;
    if (this.#watches.size >= maxWatches) {
      if (++this.#refusals > workerLimits.watchRefusals) throw tooMany("keeps requesting more watches");
      const message = `At most ${maxWatches} watches are allowed per connection: cancel another watch first`;
      this.#outlet.send({ failed: { id, failure: { kind: "forbidden", rule: "watches", message } } });
      return;
    }
    this.#refusals = 0;
    const watch = new AbortController();
    this.#watches.set(id, watch);
    void this.#run(create, opened, watch);
  }

  #cancel(id: string): void {
    const watch = this.#watches.get(id);
    // It may have ended while the message was under way: then that was told.
    if (watch === undefined) return;
    this.#watches.delete(id);
    watch.abort();
    this.#outlet.send({ canceled: { id, reason: "canceled by the client" } });
  }

  /** Tells what the watch says until it is over. Once it is aborted, nothing more is told of it. */
  async #run(create: WatchCreate, { target, timeoutMs }: Opened, watch: AbortController): Promise<void> {
    const { id, ...request } = create;
    const { signal } = watch;
    const end = (message: WatchServerMessage): void => {
      if (signal.aborted) return;
      this.#watches.delete(id);
      this.#outlet.send(message);
      watch.abort();
    };
    try {
      const times = { timeoutMs, idleMs: workerLimits.quietStreamIdleMs };
      const stream = new MovingWatch(this.#resources, target, request, times, signal);
      while (!signal.aborted) {
        const step = await stream.next();
        if (signal.aborted) return;
        this.#tell(create, step, end);
        await this.#outlet.room(signal);
      }
    } catch (error) {
      end({ failed: { id, failure: failureOf(error) } });
    }
  }

  #tell(
    { id, progress_notify: wantsProgress }: WatchCreate,
    step: WatchStep,
    end: (message: WatchServerMessage) => void,
  ): void {
    switch (step.kind) {
      case "created":
        return this.#outlet.send({ created: { id, revision: step.revision } });
      case "events":
        addDecodedFields({ events: step.events });
        return this.#outlet.send({ events: { id, ...eventsOf(step) } });
      case "progress":
        if (wantsProgress === true) this.#outlet.send({ progress: { id, revision: step.revision } });
        return;
      case "canceled": {
        const { reason, compactRevision } = step;
        const compacted = compactRevision !== undefined && { compact_revision: compactRevision };
        return end({ canceled: { id, reason, ...compacted } });
      }
      default:
        step satisfies never;
    }
  }

  /** The whole is over. */
  #fail(failure: Failure): void {
    if (this.#over) return;
    this.#outlet.send({ failed: { failure } });
    this.closed();
    this.#socket.close(policyViolation, failure.kind);
  }
}

function eventsOf({ revision, events, fragment }: Extract<WatchStep, { kind: "events" }>) {
  return fragment ? { revision, events, fragment } : { revision, events };
}

function invalid(field: string, message: string): FailureError {
  return new FailureError({ kind: "invalid", field, message });
}

function tooMany(what: string): FailureError {
  const message = `The client ${what}, so the connection was closed.`;
  return new FailureError({ kind: "forbidden", rule: "watches", message });
}
