/** An etcd and a worker in memory that keep events and compact them: what a client of watches is told, and when it breaks. */
import { asValue, keyFromText } from "../src/model/bytes.ts";
import { asLeaseId, asRevision, int64, zeroInt64, type Revision } from "../src/model/int64.ts";
import type { KeyEvent } from "../src/model/watch.ts";
import type { LiveInput, LiveOutput } from "../src/read/live/live-state.ts";

const revision = (value: number): Revision => asRevision(int64(value));

interface ServerWatch {
  readonly wireId: string;
  next: number;
  /** Events of `next` that were sent in fragments. */
  sent: number;
  isCreated: boolean;
}

export class ModelWatchServer {
  /** Every event that ever was, in order. */
  readonly events: KeyEvent[] = [];
  newest = 1;
  compacted = 0;
  /** How many of the next questions for the newest revision fail. */
  failingQuestions = 0;
  #watches: ServerWatch[] = [];
  #isConnected = false;

  /** Writes `keys` in one revision. */
  write(keys: number): void {
    this.newest++;
    for (let at = 0; at < keys; at++) this.events.push(this.#event(`/${at}`));
  }

  #event(name: string): KeyEvent {
    const key = keyFromText(name);
    const at = revision(this.newest);
    if (this.newest % 3 === 0) return { type: "delete", key, revision: at };
    const facts = { createRevision: at, modRevision: at, version: int64(1), lease: asLeaseId(zeroInt64) };
    return { type: "put", key, revision: at, kv: { key, value: asValue(new Uint8Array()), ...facts } };
  }

  compact(): void {
    this.compacted = this.newest;
  }

  /** Does what the client wants; gives what the client then hears at once. */
  obey(output: LiveOutput): LiveInput[] {
    switch (output.kind) {
      case "connect":
        this.#isConnected = true;
        return [{ kind: "message", message: { kind: "opened" } }];
      case "disconnect":
        this.break();
        return [];
      case "create": {
        const { startRevision } = output.request;
        const next = startRevision === undefined ? this.newest + 1 : Number(startRevision);
        if (!this.#isConnected) throw new Error("created without a connection");
        this.#watches.push({ wireId: output.wireId, next, sent: 0, isCreated: false });
        return [];
      }
      case "cancel":
        this.#watches = this.#watches.filter(({ wireId }) => wireId !== output.wireId);
        return [];
      case "ask-newest":
        if (this.failingQuestions > 0) {
          this.failingQuestions--;
          return [{ kind: "newest-failed", id: output.id, failure: { kind: "offline", message: "away" } }];
        }
        return [{ ...output, kind: "newest", revision: revision(this.newest) }];
      case "events":
      case "gap":
      case "progress":
      case "status":
        return [];
      default:
        return output satisfies never;
    }
  }

  /** Its data is that of a backup: what was written after `to` never was. */
  restore(to: number): void {
    this.break();
    this.newest = to;
    const kept = this.events.filter((event) => Number(event.revision) <= to);
    this.events.splice(0, Infinity, ...kept);
    this.compacted = Math.min(this.compacted, to);
  }

  break(): void {
    this.#isConnected = false;
    this.#watches = [];
  }

  /** One watch of those that are open fails. */
  failOne(): LiveInput[] {
    const failed = this.#watches.shift();
    const failure = { kind: "truncated", at: "chunk", receivedBytes: 1 } as const;
    return failed === undefined ? [] : [{ kind: "failed", id: failed.wireId, failure }];
  }

  /** The worker goes on with each watch at a member that may be `behind`; none moves in the midst of a revision. */
  move(behind: number): LiveInput[] {
    const moved = this.#watches.filter(({ isCreated, sent }) => isCreated && sent === 0);
    const at = revision(Math.max(1, this.newest - behind));
    return moved.map(({ wireId }) => ({ kind: "message", message: { kind: "created", id: wireId, revision: at } }));
  }

  /** The next message of each watch: at most `most` events, so that a revision may come in parts. */
  tell(most: number): LiveInput[] {
    return this.#watches
      .flatMap((watch) => this.#tellOne(watch, most))
      .map((message) => ({ kind: "message", message }));
  }

  #tellOne(watch: ServerWatch, most: number): Extract<LiveInput, { kind: "message" }>["message"][] {
    const id = watch.wireId;
    if (!watch.isCreated) {
      watch.isCreated = true;
      return [{ kind: "created", id, revision: revision(this.newest) }];
    }
    if (watch.next <= this.compacted && watch.sent === 0 && watch.next < this.compacted) {
      this.#watches = this.#watches.filter((each) => each !== watch);
      return [{ kind: "canceled", id, reason: "compacted", compactRevision: revision(this.compacted) }];
    }
    const rest = this.events.filter((event) => Number(event.revision) >= watch.next).slice(watch.sent);
    const events = rest.slice(0, most);
    const last = events.at(-1);
    if (last === undefined) return [{ kind: "progress", id, revision: revision(this.newest) }];
    const whole = rest[most] === undefined || rest[most].revision !== last.revision;
    if (whole) {
      watch.next = Number(last.revision) + 1;
      watch.sent = 0;
      return [{ kind: "events", id, revision: last.revision, events }];
    }
    const ofLast = events.filter((event) => event.revision === last.revision).length;
    watch.sent = Number(last.revision) === watch.next ? watch.sent + ofLast : ofLast;
    watch.next = Number(last.revision);
    return [{ kind: "events", id, revision: revision(watch.next - 1), events }];
  }
}
