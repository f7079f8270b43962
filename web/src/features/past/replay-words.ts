import { formatCount } from "#/lib/format.ts";

/** What a replay costs, before it is asked for. */
export function replayWords(cost: bigint): string {
  const revisions = formatCount(cost.toLocaleString("en"), "revision", "revisions");
  return `Replays ${revisions} of all keys in etcd. Writes may slow down meanwhile.`;
}
