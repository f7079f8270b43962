/** The sample data as requests of etcd's JSON gateway. */
import { encodeBase64, type Value } from "@etcd-explorer/shared/model/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { SampleData, SampleKey } from "./sample-key.ts";

export interface GatewayRequest {
  path: string;
  body: unknown;
}

// Well below what etcd takes in one request, whose fields and framing count too.
const batchBytes = limits.etcdRequestBytes / 2;

interface Put {
  request_put: { key: string; value: string; lease?: string };
}

function putOf(key: SampleKey, value: Value): Put {
  const lease = key.leaseId === undefined ? {} : { lease: key.leaseId };
  return { request_put: { key: encodeBase64(key.key), value: encodeBase64(value), ...lease } };
}

/** The puts of version number `version` of every key that has it, in lists that fit into one transaction each. */
function batchesOf(keys: readonly SampleKey[], version: number): Put[][] {
  const batches: Put[][] = [];
  let open: Put[] = [];
  let size = 0;
  for (const key of keys) {
    const value = key.versions[version];
    if (value === undefined) continue;
    const put = putOf(key, value);
    const putSize = put.request_put.key.length + put.request_put.value.length;
    const full = open.length === limits.txnOperations || size + putSize > batchBytes;
    if (batches.length === 0 || full || key.alone === true) {
      open = [];
      size = 0;
      batches.push(open);
    }
    open.push(put);
    size = key.alone === true ? batchBytes : size + putSize;
  }
  return batches;
}

/** What goes once version number `version` is written: one transaction, or none. */
function deletesAfter(keys: readonly SampleKey[], version: number) {
  const gone = keys.filter(({ isDeleted, versions }) => isDeleted === true && versions.length === version + 1);
  return gone.length === 0 ? [] : [gone.map(({ key }) => ({ request_delete_range: { key: encodeBase64(key) } }))];
}

/**
 * Every lease, then the first version of every key, then the second of those that have one, and so on: one transaction
 * may not put a key twice. To be sent one after another.
 */
export function sampleRequests(data: SampleData): GatewayRequest[] {
  const grants = data.leases.map(({ leaseId, ttlSeconds }) => ({
    path: "/v3/lease/grant",
    body: { ID: leaseId, TTL: String(ttlSeconds) },
  }));
  const rounds = Math.max(0, ...data.keys.map((key) => key.versions.length));
  const txns = Array.from({ length: rounds }, (_, version) =>
    [...batchesOf(data.keys, version), ...deletesAfter(data.keys, version)].map((success) => ({
      path: "/v3/kv/txn",
      body: { success },
    })),
  );
  return [...grants, ...txns.flat()];
}
