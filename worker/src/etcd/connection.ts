/** A connection to one cluster for the time of one API request: one line, kept alive over its calls. */
import { Budget } from "#/limits/budget.ts";
import type { Line } from "#/model/transport.ts";
import { chooseLine, type Choice, type ChoiceResources } from "./choose-line.ts";
import type { Need } from "./endpoint-fitness.ts";
import { askHealth } from "./probe-endpoint.ts";
import type { Tries } from "./tries.ts";

export interface AliveOptions {
  readonly checkMs: number;
  readonly isDialProof: boolean;
  /** Told where it lives and has no leader. */
  readonly tries?: Tries | undefined;
}

export class Connection {
  readonly #resources: ChoiceResources;
  #endpoints: Choice["endpoints"];
  readonly #budget: Budget;
  #line: Line | undefined;

  /** `budget` bounds the dials. */
  constructor(resources: ChoiceResources, endpoints: Choice["endpoints"], budget: Budget) {
    this.#resources = resources;
    this.#endpoints = endpoints;
    this.#budget = budget;
  }

  get endpointCount(): number {
    return this.#endpoints.length;
  }

  /** The open line; where there is none, one to an endpoint that serves. */
  async open(choice: Omit<Choice, "endpoints">): Promise<Line> {
    this.#line ??= await chooseLine(this.#resources, { ...choice, endpoints: this.#endpoints }, this.#budget);
    return this.#line;
  }

  /** Keeps to the endpoint of the line, which it opens where there is none: no other is asked from now on. */
  async pin(choice: Omit<Choice, "endpoints">): Promise<void> {
    const { endpoint } = await this.open(choice);
    this.#endpoints = [endpoint];
  }

  /** Closes the line, if any; the next `open` chooses again. */
  drop(): void {
    this.#line?.socket.close();
    this.#line = undefined;
  }

  /** The endpoint of `line` has answered a request of that need as it should. */
  served(line: Line, need: Need): void {
    this.#resources.fitness.served(line.endpoint, need);
  }

  /** The endpoint of `line` cannot do what requests of that need ask for. */
  failed(line: Line, need: Need): void {
    this.#resources.fitness.failed(line.endpoint, need);
  }

  /**
   * Whether a silent endpoint still serves requests of that need, asked over a line of its own. A dial that does not
   * come to stand proves nothing where the platform may have no socket left: see `isDialProof`.
   */
  async isAlive({ endpoint }: Line, need: Need, { checkMs, isDialProof, tries }: AliveOptions): Promise<boolean> {
    const budget = new Budget(checkMs);
    let line: Line | undefined;
    try {
      line = await this.#resources.transport.open(endpoint, budget);
      const fit = await askHealth(line, budget);
      if (fit === "cluster" || need === "member") return true;
      tries?.note(endpoint, "no-leader");
      return false;
    } catch {
      return line === undefined && !isDialProof;
    } finally {
      budget.end();
      line?.socket.close();
    }
  }
}
