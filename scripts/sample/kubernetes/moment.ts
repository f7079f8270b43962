/** Times in the sample's past, told from the start of this program: a cluster that lives, whatever the day. */
const startedMs = Math.floor(Date.now() / 1000) * 1000;

export const [minute, hour, day] = [60, 3600, 86_400];

const secondsOf = (secondsAgo: number) => new Date(startedMs - secondsAgo * 1000).toISOString().slice(0, 19);

/** A `Time` of Kubernetes: RFC 3339, to the second. */
export function momentAgo(secondsAgo: number): string {
  return `${secondsOf(secondsAgo)}Z`;
}

/** A `MicroTime` of Kubernetes, as leases have it. `micros`: from 0 to 999,999. */
export function microMomentAgo(secondsAgo: number, micros = 0): string {
  return `${secondsOf(secondsAgo)}.${String(micros).padStart(6, "0")}Z`;
}
