/** The jobs of this tab: starts them, stops them, lets them go on, and keeps the last of each kind for its report. */
import { failureOf, FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { isOpen, isUnderWay, type Job, type Lane } from "./job.ts";

/** How work came to a halt. */
export type JobOutcome =
  | { readonly kind: "done" | "partly" }
  /** It can go on. `failure`: why it stopped by itself; undefined: it was asked to, or waits for a decision. */
  | { readonly kind: "paused"; readonly failure?: Failure }
  | { readonly kind: "failed"; readonly failure?: Failure }
  /** It was stopped and left nothing that one could look at. */
  | { readonly kind: "dropped" };

/** What work has of its job. */
export interface JobControl<Report> {
  /** Aborted when a person asks to stop. */
  readonly signal: AbortSignal;
  /** Says how far it is, or what it knows more of while it is paused. */
  readonly tell: (change: Partial<Pick<Job<Report>, "title" | "report" | "progress">>) => void;
}

export interface JobOrder<Report> extends Pick<Job<Report>, "kind" | "connectionId" | "title" | "what" | "report"> {
  /** Left out: it only reads. */
  readonly lane?: Lane;
  /** Left out: the keys screen. */
  readonly screen?: Job["screen"];
  readonly search?: Readonly<Record<string, string>>;
  /** Runs until it has finished, cannot continue, or is asked to stop; called again to go on. Owns what it works with. */
  readonly run: (control: JobControl<Report>) => Promise<JobOutcome>;
  /** Hears once that the job is at its end, unless it was dropped; gives its entry in the write history. */
  readonly onEnd?: (job: Job<Report>) => number | undefined;
}

interface Handle {
  readonly stop: () => void;
  readonly resume: (lane: Lane | undefined) => Promise<void>;
  readonly end: () => void;
  readonly drop: () => void;
}

/** Why a job that writes has to wait for another one. */
export const laneRefusal: Readonly<Record<Lane, string>> = {
  keys: "Another bulk operation is running or stopped: finish or end it first",
  cluster: "Another plan is running on this cluster",
};

export class JobBoard {
  readonly #nowMs: () => number;
  readonly #handles = new Map<number, Handle>();
  readonly #listeners = new Set<(jobs: readonly Job[]) => void>();
  #jobs: readonly Job[] = [];
  #next = 1;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** All that are open, and the last of each kind and connection; the newest comes last. */
  get jobs(): readonly Job[] {
    return this.#jobs;
  }

  find(id: number): Job | undefined {
    return this.#jobs.find((job) => job.id === id);
  }

  subscribe(listener: (jobs: readonly Job[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins a job, in place of the last one of its kind that is at its end. Throws where its lane is taken. */
  start<Report>(order: JobOrder<Report>): Job<Report> {
    const { kind, connectionId, title, what, report, lane, screen = "keys", search } = order;
    requireLane(this.#jobs, connectionId, lane);
    const id = this.#next++;
    let job: Job<Report> = {
      id,
      kind,
      connectionId,
      title,
      what,
      lane,
      screen,
      search,
      state: "running",
      progress: { done: 0, total: 0 },
      failure: undefined,
      report,
      entryId: undefined,
      runMs: 0,
    };
    let stopping = new AbortController();
    let isDropped = false;
    let [startedMs, ranBeforeMs] = [0, 0];
    const set = (change: Partial<Job<Report>>): void => {
      job = { ...job, ...change };
      this.#change((jobs) => jobs.map((each) => (each.id === id ? job : each)));
    };
    const tell: JobControl<Report>["tell"] = (change) => {
      if (isUnderWay(job)) set({ ...change, runMs: ranBeforeMs + this.#nowMs() - startedMs });
      else if (isOpen(job)) set(change);
    };
    const finish = (change: Pick<Job, "state" | "failure">): void => {
      set(change);
      const entryId = order.onEnd?.(job);
      if (entryId !== undefined) set({ entryId });
    };
    const work = async (): Promise<void> => {
      stopping = new AbortController();
      [startedMs, ranBeforeMs] = [this.#nowMs(), job.runMs];
      const outcome = await halted(order.run, { signal: stopping.signal, tell });
      tell({});
      if (isDropped) return this.#remove((each) => each.id === id);
      switch (outcome.kind) {
        case "dropped":
          return this.#remove(({ id: each }) => each === id);
        case "paused":
          return set({ state: "paused", failure: outcome.failure });
        case "failed":
          return finish({ state: "failed", failure: outcome.failure });
        case "done":
        case "partly":
          return finish({ state: outcome.kind, failure: undefined });
        default:
          return outcome satisfies never;
      }
    };
    const isLast = (each: Job) => each.kind.name === kind.name && each.connectionId === connectionId && !isOpen(each);
    for (const last of this.#jobs.filter(isLast)) this.#handles.delete(last.id);
    this.#handles.set(id, {
      stop: () => {
        if (job.state !== "running") return;
        set({ state: "stopping" });
        stopping.abort();
      },
      resume: async (wanted) => {
        if (job.state !== "paused") return;
        const next = wanted ?? job.lane;
        const others = this.#jobs.filter((other) => other.id !== id);
        requireLane(others, connectionId, next);
        set({ state: "running", failure: undefined, lane: next });
        await work();
      },
      end: () => {
        if (job.state === "paused") finish({ state: "partly", failure: job.failure });
      },
      drop: () => {
        isDropped = true;
        stopping.abort();
      },
    });
    this.#change((jobs) => [...jobs.filter((each) => !isLast(each)), job]);
    void work();
    return job;
  }

  /** Asks a job to stop: it ends what it has begun. */
  stop(id: number): void {
    this.#handles.get(id)?.stop();
  }

  /** Lets a paused job go on. `lane`: what it writes to from now on. Throws where that is taken. */
  async resume(id: number, lane?: Lane): Promise<void> {
    await this.#handles.get(id)?.resume(lane);
  }

  /** Leaves a paused job at what was done. */
  end(id: number): void {
    this.#handles.get(id)?.end();
  }

  /** Forgets a job that is at its end. */
  forget(id: number): void {
    this.#remove((job) => job.id === id && !isOpen(job));
  }

  /** Ends a job that reads, and forgets it without a word. */
  drop(id: number): void {
    this.#handles.get(id)?.drop();
    this.forget(id);
  }

  #remove(isGone: (job: Job) => boolean): void {
    const gone = this.#jobs.filter(isGone);
    if (gone.length === 0) return;
    for (const { id } of gone) this.#handles.delete(id);
    this.#change((jobs) => jobs.filter((job) => !gone.includes(job)));
  }

  #change(edit: (jobs: readonly Job[]) => readonly Job[]): void {
    this.#jobs = edit(this.#jobs);
    for (const listener of this.#listeners) listener(this.#jobs);
  }
}

/** The open job that writes to the same on this connection. */
export function blockerOf(jobs: readonly Job[], connectionId: string, lane: Lane): Job | undefined {
  return jobs.find((job) => job.lane === lane && job.connectionId === connectionId && isOpen(job));
}

function requireLane(jobs: readonly Job[], connectionId: string, lane: Lane | undefined): void {
  if (lane === undefined || blockerOf(jobs, connectionId, lane) === undefined) return;
  throw new FailureError({ kind: "forbidden", rule: "jobs", message: laneRefusal[lane] });
}

/** A job fails with its work, whatever was thrown. */
async function halted<Report>(run: JobOrder<Report>["run"], control: JobControl<Report>): Promise<JobOutcome> {
  try {
    return await run(control);
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}
