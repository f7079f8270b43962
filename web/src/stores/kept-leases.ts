/** Leases that are kept alive as long as the page is open, whatever screen it shows and whether it is in sight or not. */
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { create } from "zustand";
import { LeaseKeeper, type KeptLease } from "./lease-keeper.ts";
import { notify } from "./notices.ts";

export const useKeptLeases = create<{ readonly leases: readonly KeptLease[] }>()(() => ({ leases: [] }));

const keeper: LeaseKeeper = new LeaseKeeper({
  nowMs: () => performance.now(),
  onChange: (leases) => {
    useKeptLeases.setState({ leases });
    if (leases.length > 0) startTicks();
    else stopTicks();
  },
  onEnded: ({ id }) => notify(`Keep-alive stopped: lease ${formatLeaseHex(id)} expired or was revoked`, "bad"),
  describe: (error) => describeFailure(failureOf(error)),
});

let ticker: Worker | undefined;

/** A page out of sight gets a timer once a minute at last, which is too late for most leases; a worker's go on. */
function startTicks(): void {
  if (ticker !== undefined) return;
  ticker = new Worker(new URL("./tick-worker.ts", import.meta.url), { type: "module", name: "ticks" });
  ticker.addEventListener("message", () => keeper.tick());
}

function stopTicks(): void {
  ticker?.terminate();
  ticker = undefined;
}

/** Keeps a lease alive from now on. `renew`: the seconds that it has again, 0 where there is no such lease. */
export function keepLease(connectionId: string, id: LeaseId, renew: () => Promise<bigint>): void {
  keeper.keep(connectionId, id, renew);
}

/** Leaves a lease to its time. */
export function releaseLease(connectionId: string, id: LeaseId): void {
  keeper.release(connectionId, id);
}

/** One lease, where it is kept alive. */
export function useKeptLease(connectionId: string, id: LeaseId): KeptLease | undefined {
  return useKeptLeases(({ leases }) => leases.find((each) => each.connectionId === connectionId && each.id === id));
}
