import type { HistoryEntry, WriteHistory } from "./write-history-model.ts";

/** Why an entry cannot be reversed, as it is now: what a later one of ours did counts. */
export function whyBlocked({ entries }: WriteHistory, { blocked, connectionId, turn, lease }: HistoryEntry) {
  const isRevoked = entries.some(
    (each) =>
      each.connectionId === connectionId &&
      each.turn > turn &&
      each.lease?.change === "revoked" &&
      each.lease.id === lease?.id,
  );
  return lease?.change === "granted" && isRevoked ? "Revoked since." : blocked;
}
