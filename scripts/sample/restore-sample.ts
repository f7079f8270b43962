/** Gives every test the sample as it was, whatever the one before did to it. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { callGateway } from "../etcd/gateway.ts";
import { sampleData } from "./sample-data.ts";
import { sampleRequests } from "./sample-requests.ts";
import type { SampleLease } from "./sample-key.ts";

// From the lowest key on, without an end.
const everything = { key: btoa("\0"), range_end: btoa("\0") };
/** Leases as short as this are renewed, so that none ends within a test. */
const renewedBelowSeconds = 3600;

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.find(([key]) => key === name)?.[1];
}

const listIn = (value: unknown, name: string): readonly unknown[] => {
  const list = field(value, name);
  return Array.isArray(list) ? list : [];
};

async function revisionOf(endpoint: string): Promise<unknown> {
  const answer = await callGateway(endpoint, "/v3/kv/range", { key: btoa("\0"), count_only: true });
  return field(field(answer, "header"), "revision");
}

interface Stored {
  readonly revision: unknown;
  /** The revision of the last write of each key, by the key in base64. */
  readonly writes: ReadonlyMap<unknown, unknown>;
}

async function storedIn(endpoint: string): Promise<Stored> {
  const answer = await callGateway(endpoint, "/v3/kv/range", { ...everything, keys_only: true });
  const writes = listIn(answer, "kvs").map((kv) => [field(kv, "key"), field(kv, "mod_revision")] as const);
  return { revision: field(field(answer, "header"), "revision"), writes: new Map(writes) };
}

/** Ends every other lease, with its keys, and renews the short ones; gives those that are away. */
async function restoreLeases(endpoint: string, wanted: readonly SampleLease[]): Promise<readonly SampleLease[]> {
  const held = listIn(await callGateway(endpoint, "/v3/lease/leases", {}), "leases").map((lease) => field(lease, "ID"));
  const ids = new Set<unknown>(wanted.map(({ leaseId }) => leaseId));
  for (const ID of held.filter((id) => !ids.has(id))) await callGateway(endpoint, "/v3/lease/revoke", { ID });
  for (const { leaseId, ttlSeconds } of wanted) {
    if (!held.includes(leaseId) || ttlSeconds >= renewedBelowSeconds) continue;
    await callGateway(endpoint, "/v3/lease/keepalive", { ID: leaseId });
  }
  return wanted.filter(({ leaseId }) => !held.includes(leaseId));
}

async function deleteAll(endpoint: string, keys: readonly unknown[]): Promise<void> {
  for (let at = 0; at < keys.length; at += limits.txnOperations) {
    const success = keys.slice(at, at + limits.txnOperations).map((key) => ({ request_delete_range: { key } }));
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

/**
 * Fills an empty etcd with the sample, and gives what brings it back: what was written since is deleted, and those keys
 * and leases of the sample that were touched are made anew. Only for an etcd that holds nothing else.
 */
export async function restorableSample(endpoint: string): Promise<() => Promise<void>> {
  const sample = sampleData();
  const write = async (part: typeof sample) => {
    for (const { path, body } of sampleRequests(part)) await callGateway(endpoint, path, body);
    return storedIn(endpoint);
  };
  let loaded = await write(sample);
  return async () => {
    if ((await revisionOf(endpoint)) === loaded.revision) return;
    const leases = await restoreLeases(endpoint, sample.leases);
    const { writes } = await storedIn(endpoint);
    const isAsLoaded = (key: unknown) => writes.get(key) === loaded.writes.get(key);
    await deleteAll(
      endpoint,
      [...writes.keys()].filter((key) => !isAsLoaded(key)),
    );
    loaded = await write({ leases, keys: sample.keys.filter(({ key }) => !isAsLoaded(encodeBase64(key))) });
  };
}
