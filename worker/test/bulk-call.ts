/** Ranges and transactions through the built app, as the browser's client makes them. */
import type { AnswerLimit, TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { queryThrough, type QueryTarget } from "./real-app.ts";

export type AppCall = ScanCall & TxnCall;

export function appCall(origin: string, target: QueryTarget): AppCall {
  const ask = async (path: string, body: object, limit?: AnswerLimit): Promise<unknown> => {
    const maxResponseBytes = limit?.maxBytes ?? limits.maxResponseBytes;
    const answer = await queryThrough(origin, { ...target, maxResponseBytes }, path, body);
    if (answer.truncated === true) {
      throw new FailureError({ kind: "too-large", what: "body", limitBytes: limits.maxResponseBytes });
    }
    if (!answer.success) throw new FailureError(failureSchema.parse(answer.failure));
    return answer.parsed;
  };
  return {
    range: async (request) => decodeRangeResponse(await ask("/v3/kv/range", encodeRangeRequest(request))),
    txn: async (request, _signal, limit) =>
      decodeTxnResponse(await ask("/v3/kv/txn", encodeTxnRequest(request), limit)),
  };
}
