/**
 * The watches of one client, on as few streams of etcd's as can be: usually one, to which each watch is added and from
 * which it is cancelled while the others go on.
 *
 * Another stream is begun where the first takes no more: its token may have run out (etcd asks for the user's rights
 * only when a watch is created, with the token that the stream began with), or a proxy may hold requests back. Where
 * there would be too many, their watches go to one new stream, each from the next revision that it was not told of.
 * The same happens where an endpoint serves no more and the connection has others.
 */
import { FailureError, failureOf } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { CarriedWatch } from "./carried-watch.ts";
import { isOfEndpoint } from "./endpoint-fitness.ts";
import { tokenKey } from "./token-cache.ts";
import { WatchCarrier, type CarrierOwner, type Member, type WatchListener } from "./watch-carrier.ts";
import type { WatchStep } from "./watch-response.ts";
import type { NumberedStep, WatchRequest, WatchSource } from "./watch-stream.ts";

export class WatchPool implements CarrierOwner {
  readonly #source: WatchSource;
  readonly #room: (signal: AbortSignal) => Promise<void>;
  readonly #carriers = new Set<WatchCarrier>();
  #number = 0;

  /** Nothing more is read from etcd before there is `room`; that ends at once where its signal aborts. */
  constructor(source: WatchSource, room: (signal: AbortSignal) => Promise<void>) {
    this.#source = source;
    this.#room = room;
  }

  /** What etcd has not taken yet of what was requested. */
  get unsentBytes(): number {
    return this.#live().reduce((sum, { unsentBytes }) => sum + unsentBytes, 0);
  }

  /** Begins a watch. What is given cancels it: then nothing more is told of it. */
  create(request: WatchRequest, listener: WatchListener): () => void {
    const watch = new CarriedWatch(request);
    const member = { number: ++this.#number, watch, listener, carrier: undefined, refusedBy: undefined, isOver: false };
    this.#place([member]);
    return () => this.#end(member, true);
  }

  /** Closes every socket now, and tells nothing more. */
  close(): void {
    for (const carrier of this.#carriers) carrier.close();
    this.#carriers.clear();
  }

  said(carrier: WatchCarrier, member: Member, { step, answersCreate }: NumberedStep): void {
    if (answersCreate) {
      const isRefused = refusesUser(step);
      if (isRefused && member.refusedBy === undefined && this.#canRenewToken()) {
        return void this.#tryWithFreshToken(carrier, member);
      }
      if (isRefused) member.refusedBy?.trust();
      member.refusedBy = undefined;
    }
    this.#tell(member, step);
  }

  turnedAway(members: readonly Member[]): void {
    this.#place(members);
  }

  late(member: Member, failure: FailureError): void {
    this.#fail(member, failure);
  }

  broke(carrier: WatchCarrier, error: unknown): void {
    this.#carriers.delete(carrier);
    const { members } = carrier;
    const tooLarge = requestTooLarge(error);
    // etcd does not say which: it is the largest of those that it has not created.
    const [refused] = members.filter(({ watch }) => !watch.wasCreated).toSorted((a, b) => b.watch.size - a.watch.size);
    const goesOn = tooLarge !== undefined && refused !== undefined;
    if (goesOn) this.#fail(refused, tooLarge);
    // Where no watch can be opened at all, that is told: whoever watches knows best how long to try.
    const mayMove = goesOn || (carrier.wasOpened && this.#source.target.endpoints.length > 1 && isOfEndpoint(error));
    for (const member of members) {
      const { watch, isOver } = member;
      if (!isOver && !(mayMove && (watch.canMove || (goesOn && !watch.wasCreated)))) this.#fail(member, error);
    }
    this.#place(members.filter(({ isOver }) => !isOver));
  }

  #live(): readonly WatchCarrier[] {
    for (const carrier of this.#carriers) if (carrier.isClosed) this.#carriers.delete(carrier);
    return [...this.#carriers];
  }

  #place(members: readonly Member[]): void {
    if (members.length === 0) return;
    const open = this.#live().find(({ takesMore }) => takesMore);
    if (open !== undefined) return members.forEach((member) => open.add(member));
    const moved = this.#carriers.size < workerLimits.watchStreams ? [] : this.#takeBack();
    if (this.#carriers.size >= workerLimits.watchStreams) {
      const message = "No more watches can be added right now: try again";
      const failure = new FailureError({ kind: "forbidden", rule: "watches", message });
      return members.forEach((member) => this.#fail(member, failure));
    }
    const carrier = new WatchCarrier(this.#source, this, this.#room);
    this.#carriers.add(carrier);
    for (const member of [...moved, ...members]) carrier.add(member);
    void carrier.run();
  }

  /** Ends all streams whose watches another one can go on with, and gives these. */
  #takeBack(): readonly Member[] {
    const movable = [...this.#carriers].filter(({ members }) => members.every(({ watch }) => watch.canMove));
    return movable.flatMap((carrier) => {
      this.#carriers.delete(carrier);
      carrier.close();
      return carrier.members;
    });
  }

  #tell(member: Member, step: WatchStep): void {
    try {
      const told = member.watch.take(step);
      if (step.kind === "canceled") this.#end(member);
      if (told !== undefined) member.listener.step(told);
    } catch (error) {
      this.#fail(member, error);
    }
  }

  #fail(member: Member, error: unknown): void {
    this.#end(member);
    member.listener.failed(error);
  }

  #end(member: Member, isCanceled = false): void {
    member.isOver = true;
    member.carrier?.remove(member, isCanceled);
  }

  #canRenewToken(): boolean {
    const { credentials, token } = this.#source.target;
    return credentials !== undefined && token === undefined;
  }

  /** A token that has run out is refused like a user who may not watch, and on 3.4 in the same words. */
  async #tryWithFreshToken(carrier: WatchCarrier, member: Member): Promise<void> {
    carrier.takesMore = false;
    // One that only lingers may have begun with the same token.
    for (const other of this.#carriers) if (other.members.length === 0) other.close();
    carrier.remove(member);
    member.refusedBy = carrier;
    // Once for all watches that are refused with it: the next of them finds a fresh one.
    await (carrier.renewal ??= this.#forgetToken());
    if (!member.isOver) this.#place([member]);
  }

  async #forgetToken(): Promise<void> {
    const { resources, target } = this.#source;
    if (target.credentials !== undefined) resources.tokens.delete(await tokenKey(target.id, target.credentials));
  }
}

/** etcd ends a whole stream over a message that is too large for it. Source: grpc-go rpc_util.go, recvAndDecompress. */
function requestTooLarge(error: unknown): FailureError | undefined {
  const failure = failureOf(error);
  const most = failure.kind === "rejected" ? /larger than max \(\d+ vs\. (\d+)\)/.exec(failure.message) : null;
  return most === null
    ? undefined
    : new FailureError({ kind: "too-large", what: "request", limitBytes: Number(most[1]) });
}

function refusesUser(step: WatchStep): boolean {
  return step.kind === "canceled" && /permission denied|auth token|user name is empty|auth store/.test(step.reason);
}
