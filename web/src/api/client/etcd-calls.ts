/** etcd as the screens speak to it: domain in, domain out. base64, int64 text and paths stay in here. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import type { LeaseGrantRequest, LeaseGrantResponse, LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import type { ListingCall } from "@etcd-explorer/shared/read/listing/listing";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "@etcd-explorer/shared/model/txn";
import * as leases from "@etcd-explorer/shared/wire/lease";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { failureIn } from "./answer-failure.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { noteExchanges } from "./exchange-log.ts";
import { requireOwnAnswer } from "./own-answer.ts";
import { serializableRange, serializableTxn } from "./reading.ts";
import type { WorkerClient } from "./transport.ts";

export interface EtcdClient extends ListingCall {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
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

/**
 * A client for one connection. `onRequest` hears of every request when it has ended, well or badly. While `readsStale`
 * says so, keys are read from one member alone.
 */
export function createEtcdClient(
  worker: WorkerClient,
  connection: { readonly id: string; readonly target: TargetFields },
  onRequest: (entry: RequestEntry) => void,
  readsStale: () => boolean = () => false,
): EtcdClient {
  const noted = noteExchanges(worker, connection.id, onRequest);

  async function call<Answer>(
    path: string,
    body: unknown,
    decode: (json: unknown) => Answer,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const answer = await noted.query(
      { ...connection.target, path, body: JSON.stringify(body), maxResponseBytes: limits.maxResponseBytes, lean: true },
      signal,
    );
    const failure = failureIn(answer);
    if (failure !== undefined) throw new FailureError(failure);
    requireOwnAnswer(path, answer.parsed);
    return decode(answer.parsed);
  }

  return {
    range: (request, signal) =>
      call(
        "/v3/kv/range",
        encodeRangeRequest(readsStale() ? serializableRange(request) : request),
        decodeRangeResponse,
        signal,
      ),
    txn: (request, signal) =>
      call(
        "/v3/kv/txn",
        encodeTxnRequest(readsStale() ? serializableTxn(request) : request),
        decodeTxnResponse,
        signal,
      ),
    leaseGrant: (request, signal) =>
      call("/v3/lease/grant", leases.encodeLeaseGrantRequest(request), leases.decodeLeaseGrantResponse, signal),
    leaseRevoke: (id, signal) => call("/v3/lease/revoke", leases.encodeLeaseRevokeRequest(id), () => undefined, signal),
    leaseKeepAlive: (id, signal) =>
      call("/v3/lease/keepalive", leases.encodeLeaseRevokeRequest(id), leases.decodeLeaseKeepAliveResponse, signal),
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
