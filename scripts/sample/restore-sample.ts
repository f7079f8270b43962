/** Gives every test the sample as it was, whatever the one before did to it. */
import { callGateway } from "../etcd/gateway.ts";
import { loadSample } from "./load-sample.ts";

// From the lowest key on, without an end.
const everything = { key: btoa("\0"), range_end: btoa("\0") };

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.find(([key]) => key === name)?.[1];
}

async function revisionOf(endpoint: string): Promise<unknown> {
  const answer = await callGateway(endpoint, "/v3/kv/range", { key: btoa("\0"), count_only: true });
  return field(field(answer, "header"), "revision");
}

async function clear(endpoint: string): Promise<void> {
  await callGateway(endpoint, "/v3/kv/deleterange", everything);
  const leases = field(await callGateway(endpoint, "/v3/lease/leases", {}), "leases");
  for (const lease of Array.isArray(leases) ? leases : []) {
    await callGateway(endpoint, "/v3/lease/revoke", { ID: field(lease, "ID") });
  }
}

/**
 * Fills an empty etcd with the sample, and gives what brings it back: everything is deleted, leases included, and
 * written again, unless nobody has written since. Only for an etcd that holds nothing else.
 */
export async function restorableSample(endpoint: string): Promise<() => Promise<void>> {
  await loadSample(endpoint);
  let loaded = await revisionOf(endpoint);
  return async () => {
    if ((await revisionOf(endpoint)) === loaded) return;
    await clear(endpoint);
    await loadSample(endpoint);
    loaded = await revisionOf(endpoint);
  };
}
