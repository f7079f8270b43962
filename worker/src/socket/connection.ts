/** Dials, each of which ends in time. */
import type { Budget } from "#/limits/budget.ts";
import type { Dial, Transport } from "#/model/transport.ts";

/** A transport over `dial`. No dial may take longer than `dialMs`, nor than the budget that it is under. */
export function socketTransport(dial: Dial, dialMs: number): Transport {
  return {
    open: async (endpoint, budget: Budget) => {
      budget.requireTime("dial");
      const socket = dial(endpoint);
      try {
        await budget.race("dial", socket.opened, dialMs);
        return { endpoint, socket, answered: false };
      } catch (error) {
        socket.close();
        throw error;
      }
    },
  };
}
