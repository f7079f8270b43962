/** Keys and leases as the screens speak of them: domain in, domain out. base64, int64 text and paths stay in here. */
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import type { LeaseGrantRequest, LeaseGrantResponse, LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "@etcd-explorer/shared/model/txn";
import type { AnswerLimit } from "@etcd-explorer/shared/read/ranges/txn-call";
import * as leases from "@etcd-explorer/shared/wire/lease";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import type { Client } from "./client.ts";
import { linearizable, readRange, readTxn, type Reading } from "./reading.ts";

export interface EtcdCalls {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
  txn(request: TxnRequest, signal?: AbortSignal, limit?: AnswerLimit): Promise<TxnResponse>;
  leaseGrant(request: LeaseGrantRequest, signal?: AbortSignal): Promise<LeaseGrantResponse>;
  /** Ends a lease and deletes every key attached to it. */
  leaseRevoke(id: LeaseId, signal?: AbortSignal): Promise<void>;
  /** Renews a lease once; the seconds that it has again, 0 where there is no such lease. */
  leaseKeepAlive(id: LeaseId, signal?: AbortSignal): Promise<bigint>;
  /** What a lease has left, with its keys where they are asked for; a lease that is not there is an answer too. */
  leaseTimeToLive(
    id: LeaseId,
    options?: { readonly keys?: boolean; readonly signal?: AbortSignal },
  ): Promise<LeaseTimeToLiveResponse>;
  /** All leases there are, by ID only. */
  leases(signal?: AbortSignal): Promise<readonly LeaseId[]>;
}

/** How a range is asked for: by `query`, whole, or as a stream. */
export type AskRange = (client: Client, request: RangeRequest, signal?: AbortSignal) => Promise<RangeResponse>;

const askWhole: AskRange = async (client, request, signal) =>
  decodeRangeResponse(await client.call("/v3/kv/range", encodeRangeRequest(request), { signal }));

interface EtcdCallsOptions {
  /** How keys are read just now; left out: linearizably. */
  readonly reading?: () => Reading;
  readonly askRange?: AskRange;
}

/** The calls of one client on keys and leases. Every read of keys goes out through `range` or `txn`. */
export function createEtcdCalls(
  client: Client,
  { reading = () => linearizable, askRange = askWhole }: EtcdCallsOptions = {},
): EtcdCalls {
  const call = async <Answer>(
    path: string,
    body: unknown,
    decode: (json: unknown) => Answer,
    signal: AbortSignal | undefined,
    limit?: AnswerLimit,
  ): Promise<Answer> => decode(await client.call(path, body, { signal, maxResponseBytes: limit?.maxBytes }));

  return {
    range: (request, signal) => askRange(client, readRange(request, reading()), signal),
    txn: (request, signal, limit) =>
      call("/v3/kv/txn", encodeTxnRequest(readTxn(request, reading())), decodeTxnResponse, signal, limit),
    leaseGrant: (request, signal) =>
      call("/v3/lease/grant", leases.encodeLeaseGrantRequest(request), leases.decodeLeaseGrantResponse, signal),
    leaseRevoke: (id, signal) => call("/v3/lease/revoke", leases.encodeLeaseRevokeRequest(id), () => undefined, signal),
    leaseKeepAlive: async (id, signal) =>
      leases.decodeLeaseKeepAliveResponse(
        await client.call("/v3/lease/keepalive", leases.encodeLeaseRevokeRequest(id), { signal, renewsLease: true }),
      ),
    leaseTimeToLive: (id, { keys = false, signal } = {}) =>
      call(
        "/v3/lease/timetolive",
        leases.encodeLeaseTimeToLiveRequest(id, keys),
        leases.decodeLeaseTimeToLiveResponse,
        signal,
      ),
    leases: (signal) => call("/v3/lease/leases", {}, leases.decodeLeasesResponse, signal),
  };
}
