/**
 * A line to an endpoint that serves, among several: they are asked one after the other, the next one as soon as the one
 * before is found unfit or has been silent for a moment; the first that serves is taken. Nothing but small questions is
 * sent on the way, so nothing is done twice.
 */
import { FailureError, failureOf } from "@etcd-explorer/shared/model/failure";
import type { Budget } from "#/limits/budget.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { Endpoint, Line, Transport } from "#/model/transport.ts";
import type { ClusterIdentities } from "./cluster-identity.ts";
import type { EndpointFitness, Need } from "./endpoint-fitness.ts";
import { probeEndpoint } from "./probe-endpoint.ts";
import type { Tries } from "./tries.ts";

/** What choosing is done with, the same for every request. */
export interface ChoiceResources {
  readonly transport: Transport;
  readonly fitness: EndpointFitness;
  readonly identities: ClusterIdentities;
}

export interface Choice {
  readonly endpoints: readonly Endpoint[];
  readonly need: Need;
  /** Whether what will be sent cannot be sent twice. */
  readonly isWrite: boolean;
  /** Told of the endpoints that do not serve. */
  readonly tries?: Tries | undefined;
}

/** Fails as the most telling of the endpoints does where none serves, and with a `timeout` where all are silent. */
export async function chooseLine(resources: ChoiceResources, choice: Choice, budget: Budget): Promise<Line> {
  budget.requireTime("dial");
  const { endpoints, need, isWrite, tries } = choice;
  const [only, ...others] = endpoints;
  if (only === undefined) throw new FailureError({ kind: "internal", message: "The connection has no endpoints" });
  if (others.length === 0) return await resources.transport.open(only, budget);
  const [first = only] = resources.fitness.order(endpoints, need);
  const { trustMs, writeTrustMs } = workerLimits.choice;
  const race = new LineRace(resources, choice, budget);
  const isTrusted = resources.fitness.isTrusted(first, need, isWrite ? writeTrustMs : trustMs);
  // It may have answered for another connection: that it serves does not tell that it is of this one's cluster.
  if (!isTrusted || resources.identities.isDue(first, endpoints)) return await race.run();
  const trusted = budget.part(workerLimits.choice.hedgeMs);
  try {
    return await budget.race("dial", resources.transport.open(first, trusted));
  } catch (error) {
    tries?.noteFailure(first, error);
    budget.requireTime("dial");
    resources.fitness.failed(first, "member");
    return await race.run();
  } finally {
    trusted.end();
  }
}

interface Attempt {
  readonly endpoint: Endpoint;
  readonly budget: Budget;
  line?: Line;
  /** It lives and has no leader: better than none. */
  isLeaderless?: boolean;
}

class LineRace {
  readonly #resources: ChoiceResources;
  readonly #choice: Choice;
  readonly #budget: Budget;
  readonly #left: Endpoint[];
  readonly #running: Attempt[] = [];
  readonly #outcome = Promise.withResolvers<Line>();
  #failure: unknown;
  #nextTimer: ReturnType<typeof setTimeout> | undefined;
  #leaderTimer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(resources: ChoiceResources, choice: Choice, budget: Budget) {
    this.#resources = resources;
    this.#choice = choice;
    this.#budget = budget;
    this.#left = [...resources.fitness.order(choice.endpoints, choice.need)];
  }

  async run(): Promise<Line> {
    this.#startNext();
    try {
      return await this.#budget.race("headers", this.#outcome.promise);
    } catch (error) {
      this.#end(undefined);
      throw error;
    }
  }

  #startNext(): void {
    this.#stopTimer(this.#nextTimer);
    const endpoint = this.#left.shift();
    if (endpoint === undefined || this.#isOver) return;
    const { hedgeMs, doubtMs, atOnce } = workerLimits.choice;
    if (this.#running.length >= atOnce) this.#giveUp(this.#running[0]);
    this.#choice.tries?.begin(endpoint);
    const attempt: Attempt = { endpoint, budget: this.#budget.part() };
    this.#running.push(attempt);
    void this.#try(attempt);
    const isDoubtful = this.#resources.fitness.isDoubtful(endpoint);
    this.#nextTimer = setTimeout(() => this.#startNext(), isDoubtful ? doubtMs : hedgeMs);
  }

  async #try(attempt: Attempt): Promise<void> {
    const { transport, fitness, identities } = this.#resources;
    const { endpoints, need, tries } = this.#choice;
    try {
      attempt.line = await transport.open(attempt.endpoint, attempt.budget);
      const fit = await probeEndpoint(attempt.line, endpoints, identities, attempt.budget);
      if (this.#isOver) return;
      fitness.served(attempt.endpoint, fit);
      if (fit === "cluster" || need === "member") return await this.#take(attempt);
      fitness.failed(attempt.endpoint, "cluster");
      tries?.note(attempt.endpoint, "no-leader");
      attempt.isLeaderless = true;
      this.#leaderTimer ??= setTimeout(() => void this.#take(attempt), workerLimits.choice.leaderMs);
    } catch (error) {
      if (this.#isOver || !this.#running.includes(attempt)) return;
      fitness.failed(attempt.endpoint, "member");
      tries?.noteFailure(attempt.endpoint, error);
      this.#giveUp(attempt);
      this.#failure = moreTelling(this.#failure, error);
    }
    this.#goOn();
  }

  /** Where everybody has spoken and nobody serves, that is the outcome. */
  #goOn(): void {
    if (this.#left.length > 0) return this.#startNext();
    if (this.#running.some(({ isLeaderless }) => isLeaderless !== true)) return;
    const [leaderless] = this.#running;
    if (leaderless === undefined) this.#outcome.reject(this.#failure);
    else void this.#take(leaderless);
  }

  async #take(attempt: Attempt): Promise<void> {
    if (this.#isOver) return;
    const { transport, fitness } = this.#resources;
    // Those that were asked before it and have not answered since are passed over for a while.
    for (const other of this.#running) {
      if (other === attempt) break;
      if (other.isLeaderless !== true) fitness.failed(other.endpoint, "member");
    }
    this.#end(attempt);
    try {
      const { line } = attempt;
      const isOpen = line !== undefined && line.isClosed !== true;
      // It has just answered: should it break now, that is no death of a line that was kept for long.
      this.#outcome.resolve(
        isOpen ? { ...line, answered: false } : await transport.open(attempt.endpoint, this.#budget),
      );
    } catch (error) {
      this.#outcome.reject(error);
    }
  }

  #stopTimer(timer: ReturnType<typeof setTimeout> | undefined): void {
    if (timer !== undefined) clearTimeout(timer);
  }

  #giveUp(attempt: Attempt | undefined): void {
    if (attempt === undefined) return;
    this.#running.splice(this.#running.indexOf(attempt), 1);
    close(attempt);
  }

  #end(taken: Attempt | undefined): void {
    this.#isOver = true;
    this.#stopTimer(this.#nextTimer);
    this.#stopTimer(this.#leaderTimer);
    for (const attempt of this.#running) {
      if (attempt === taken) attempt.budget.end();
      else close(attempt);
    }
  }
}

function close({ budget, line }: Attempt): void {
  budget.cancel({ kind: "internal", message: "Another endpoint was chosen" });
  line?.socket.close();
}

/** The later of two failures, unless the earlier one says more: a wrong authority is to be mended, a dead server waits. */
function moreTelling(earlier: unknown, later: unknown): unknown {
  if (earlier === undefined) return later;
  return weight(earlier) > weight(later) ? earlier : later;
}

function weight(error: unknown): number {
  return ["tls", "internal"].indexOf(failureOf(error).kind);
}
