/** Ranges and transactions through the built app, as the browser's client makes them. */
import type { BulkCall } from "@etcd-explorer/shared/write/bulk/segment";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { queryThrough, type QueryTarget } from "./real-app.ts";

export type AppCall = BulkCall;

export function appCall(origin: string, target: QueryTarget): AppCall {
  const ask = async (path: string, body: object): Promise<unknown> => {
    const answer = await queryThrough(origin, { ...target, maxResponseBytes: limits.maxResponseBytes }, path, body);
    if (answer.truncated === true) {
      throw new FailureError({ kind: "too-large", what: "body", limitBytes: limits.maxResponseBytes });
    }
    if (!answer.success) throw new FailureError(failureSchema.parse(answer.failure));
    return answer.parsed;
  };
  return {
    range: async (request) => decodeRangeResponse(await ask("/v3/kv/range", encodeRangeRequest(request))),
    txn: async (request) => decodeTxnResponse(await ask("/v3/kv/txn", encodeTxnRequest(request))),
  };
}
