/** Renews leases at a third of their time, as etcd's own client does (clientv3 lease.go), until it is told to stop. */
import type { LeaseId } from "@etcd-explorer/shared/model/int64";

/** One lease that is kept alive. */
export interface KeptLease {
  readonly connectionId: string;
  readonly id: LeaseId;
  /** Seconds that it had when it was last renewed; undefined: not yet. */
  readonly ttlSeconds?: bigint;
  readonly keptAtMs: number;
  /** Why the last try failed; it is tried again. */
  readonly trouble?: string;
}

interface Entry {
  readonly lease: KeptLease;
  readonly renew: () => Promise<bigint>;
  dueAtMs: number;
  flying: boolean;
}

export interface LeaseKeeperOptions {
  readonly nowMs: () => number;
  readonly onChange: (leases: readonly KeptLease[]) => void;
  /** The lease had ended before it was renewed: it is kept no longer. */
  readonly onEnded: (lease: KeptLease) => void;
  readonly describe: (error: unknown) => string;
}

/** A failed try is repeated so soon, since the time of the lease runs on. */
const againMs = 1000;
const shortestMs = 500;

export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  #entries: readonly Entry[] = [];

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
  }

  /** Keeps a lease alive from now on. `renew`: the seconds that it has again, 0 where there is no such lease. */
  keep(connectionId: string, id: LeaseId, renew: () => Promise<bigint>): void {
    if (this.#find(connectionId, id) !== undefined) return;
    const lease = { connectionId, id, keptAtMs: this.#options.nowMs() };
    this.#set([...this.#entries, { lease, renew, dueAtMs: lease.keptAtMs, flying: false }]);
    this.tick();
  }

  /** Leaves a lease to its time. */
  release(connectionId: string, id: LeaseId): void {
    this.#set(this.#entries.filter(({ lease }) => lease.connectionId !== connectionId || lease.id !== id));
  }

  /** Renews what is due. */
  tick(): void {
    const nowMs = this.#options.nowMs();
    for (const entry of this.#entries) if (entry.dueAtMs <= nowMs && !entry.flying) void this.#renew(entry);
  }

  async #renew(entry: Entry): Promise<void> {
    entry.flying = true;
    const { connectionId, id } = entry.lease;
    const before = this.#options.nowMs();
    let next: Omit<KeptLease, "connectionId" | "id">;
    let waitMs = againMs;
    try {
      const ttlSeconds = await entry.renew();
      next = { ttlSeconds, keptAtMs: before };
      waitMs = Math.max(shortestMs, (Number(ttlSeconds) * 1000) / 3);
    } catch (error) {
      const { ttlSeconds, keptAtMs } = entry.lease;
      next = { keptAtMs, ...(ttlSeconds !== undefined && { ttlSeconds }), trouble: this.#options.describe(error) };
    }
    if (!this.#entries.includes(entry)) return;
    const lease = { connectionId, id, ...next };
    if (lease.trouble === undefined && lease.ttlSeconds === 0n) {
      this.release(connectionId, id);
      this.#options.onEnded(lease);
      return;
    }
    const renewed = { ...entry, lease, dueAtMs: before + waitMs, flying: false };
    this.#set(this.#entries.map((each) => (each === entry ? renewed : each)));
  }

  #find(connectionId: string, id: LeaseId): Entry | undefined {
    return this.#entries.find(({ lease }) => lease.connectionId === connectionId && lease.id === id);
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#options.onChange(entries.map(({ lease }) => lease));
  }
}
