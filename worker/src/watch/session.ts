/** One client of watches, from the first message to the last: what it says becomes watches, what they say is told. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import type {
  WatchClientMessage,
  WatchCreate,
  WatchServerMessage,
} from "@etcd-explorer/shared/contract/watch-messages";
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Json } from "@etcd-explorer/shared/model/json";
import { addDecodedFields } from "#/json/decoded-fields.ts";
import type { GatewayResources } from "#/etcd/gateway.ts";
import type { WatchStep } from "#/etcd/watch-response.ts";
import { WatchPool } from "#/etcd/watch-pool.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { resolveTarget } from "#/guard/target.ts";
import type { Settings } from "#/settings/settings.ts";
import type { MessageListener, MessageSocket } from "#/model/transport.ts";
import { parseClientMessage } from "./client-message.ts";
import { Outlet } from "./outlet.ts";

// RFC 6455 §7.4.1: the endpoint received a message that violates its policy.
const policyViolation = 1008;

export class WatchSession implements MessageListener {
  readonly #resources: GatewayResources;
  readonly #settings: Settings;
  readonly #socket: MessageSocket;
  readonly #refusal: () => Failure | undefined;
  readonly #outlet: Outlet;
  /** By the client's ID: what ends it. */
  readonly #watches = new Map<string, () => void>();
  readonly #openTimer: ReturnType<typeof setTimeout>;
  readonly #lookTimer: ReturnType<typeof setInterval>;
  #pool: WatchPool | undefined;
  #over = false;
  /** Watches refused in a row. */
  #refusals = 0;

  /**
   * `refusal` tells why the client may not go on, once it may not: it is asked before anything is done or told, and from
   * time to time while nothing is.
   */
  constructor(
    resources: GatewayResources,
    settings: Settings,
    socket: MessageSocket,
    refusal: () => Failure | undefined = () => undefined,
  ) {
    this.#refusal = refusal;
    this.#resources = resources;
    this.#settings = settings;
    this.#socket = socket;
    this.#outlet = new Outlet(socket, workerLimits.watchOutlet);
    const message = `must arrive within ${workerLimits.watchOpenMs} ms`;
    this.#openTimer = setTimeout(
      () => this.#fail({ kind: "invalid", field: "open", message }),
      workerLimits.watchOpenMs,
    );
    this.#lookTimer = setInterval(() => this.#isRefused(), workerLimits.watchLookMs);
  }

  receive(text: string | undefined): void {
    if (this.#over || this.#isRefused()) return;
    try {
      // Who sends without reading what is answered would fill our memory with answers, or with requests.
      const unread = Math.max(this.#socket.bufferedBytes, this.#pool?.unsentBytes ?? 0);
      if (unread > workerLimits.watchUnreadBytes) throw tooMany("does not read the responses");
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
    clearInterval(this.#lookTimer);
    this.#outlet.close();
    this.#pool?.close();
    this.#watches.clear();
  }

  #obey(message: WatchClientMessage): void {
    if ("open" in message) {
      if (this.#pool !== undefined) throw invalid("open", "was already sent");
      const timeoutMs = message.open.timeout ?? limits.defaultTimeoutMs;
      const times = { timeoutMs, idleMs: workerLimits.quietStreamIdleMs };
      const target = resolveTarget(message.open, this.#settings);
      this.#pool = new WatchPool({ resources: this.#resources, target, times }, (signal) => this.#room(signal));
      clearTimeout(this.#openTimer);
      this.#outlet.send({ opened: {} });
      return;
    }
    if (this.#pool === undefined) throw invalid("open", "must be the first message");
    if ("create" in message) this.#create(message.create, this.#pool);
    else this.#cancel(message.cancel.id);
  }

  #create(create: WatchCreate, pool: WatchPool): void {
    const { id, header: _header, ...request } = create;
    if (this.#watches.has(id)) throw invalid("create.id", "is already used by an open watch");
    const { maxWatches } = this.#settings;
    if (this.#watches.size >= maxWatches) {
      if (++this.#refusals > workerLimits.watchRefusals) throw tooMany("keeps requesting more watches");
      const message = `At most ${maxWatches} watches are allowed per connection: cancel another watch first`;
      this.#outlet.send({ failed: { id, failure: { kind: "forbidden", rule: "watches", message } } });
      return;
    }
    this.#refusals = 0;
    const { etcdMessageBytes: limitBytes } = limits;
    // Its names come in base64, and have a few numbers beside them. For what is larger, etcd would end the whole stream.
    if ((create.key.length + (create.range_end?.length ?? 0)) * 0.75 > limitBytes - 1024) {
      return this.#outlet.send({ failed: { id, failure: { kind: "too-large", what: "request", limitBytes } } });
    }
    const end = (message: WatchServerMessage): void => {
      this.#watches.delete(id);
      this.#outlet.send(message);
    };
    const listener = {
      step: (step: WatchStep) => this.#tell(create, step, end),
      failed: (error: unknown) => end({ failed: { id, failure: failureOf(error) } }),
    };
    this.#watches.set(id, pool.create(request, listener));
  }

  #cancel(id: string): void {
    const cancel = this.#watches.get(id);
    // It may have ended while the message was under way: then that was told.
    if (cancel === undefined) return;
    this.#watches.delete(id);
    cancel();
    this.#outlet.send({ canceled: { id, reason: "canceled by the client" } });
  }

  /** Waits until the client takes more. One that takes nothing is gone. */
  async #room(signal: AbortSignal): Promise<void> {
    try {
      await this.#outlet.room(signal);
    } catch (error) {
      this.#fail(failureOf(error));
    }
  }

  #tell(
    { id, progress_notify: wantsProgress, header: wantsHeader }: WatchCreate,
    step: WatchStep,
    end: (message: WatchServerMessage) => void,
  ): void {
    if (this.#isRefused()) return;
    const headerOf = ({ header }: { header: Json }) => wantsHeader === true && { header };
    switch (step.kind) {
      case "created":
        return this.#outlet.send({ created: { id, revision: step.revision } });
      case "events":
        addDecodedFields({ events: step.events });
        return this.#outlet.sendEvents({ id, ...eventsOf(step), ...headerOf(step) });
      case "progress":
        if (wantsProgress === true) this.#outlet.send({ progress: { id, revision: step.revision, ...headerOf(step) } });
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

  #isRefused(): boolean {
    const refusal = this.#refusal();
    if (refusal !== undefined) this.#fail(refusal);
    return refusal !== undefined;
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
