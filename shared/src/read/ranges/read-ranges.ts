/** Reading many ranges as they are at one revision, whatever the size of a transaction that the server takes. */
import { limits } from "../../contract/limits.ts";
import { FailureError } from "../../model/failure.ts";
import { zeroRevision, type Revision } from "../../model/int64.ts";
import type { RangeRequest, RangeResponse, ResponseHeader, TxnResponse } from "../../model/txn.ts";
import { isTooManyOperations } from "../../model/txn-refusal.ts";
import type { TxnCall } from "./txn-call.ts";

export interface RangesRead {
  /** In the order of the requests. */
  readonly ranges: readonly RangeResponse[];
  /** The header of the first answer; undefined where nothing was asked. */
  readonly header: ResponseHeader | undefined;
  /** The newest revision when they were read. */
  readonly revision: Revision | undefined;
}

/**
 * Reads by one transaction where one is enough. What is asked in several parts, since there is more than etcd takes at
 * once (`--max-txn-ops`, which nobody tells) or than a response may hold, is all read at the revision of the first.
 * Fails as the call does.
 * `isTooMuch`: what is asked for again in halves.
 */
export async function readRanges(
  call: TxnCall,
  requests: readonly RangeRequest[],
  signal?: AbortSignal,
  isTooMuch: (error: unknown) => boolean = isTooManyOrTooLarge,
): Promise<RangesRead> {
  let header: ResponseHeader | undefined;
  let most: number = limits.txnOperations;
  const read = async (asked: readonly RangeRequest[]): Promise<readonly RangeResponse[]> => {
    if (asked.length > most) return inParts(asked, most);
    try {
      return await askTogether(asked);
    } catch (error) {
      if (asked.length < 2 || !isTooMuch(error)) throw error;
      const half = Math.ceil(asked.length / 2);
      if (hasTooManyOperations(error)) most = Math.min(most, half);
      return inParts(asked, half);
    }
  };
  const inParts = async (asked: readonly RangeRequest[], size: number): Promise<readonly RangeResponse[]> => {
    const ranges: RangeResponse[] = [];
    for (let at = 0; at < asked.length; at += size) ranges.push(...(await read(asked.slice(at, at + size))));
    return ranges;
  };
  const askTogether = async (asked: readonly RangeRequest[]): Promise<readonly RangeResponse[]> => {
    const success = asked.map((request) => ({ kind: "range", request: pin(request, header?.revision) }) as const);
    const answer = await call.txn({ compare: [], success, failure: [] }, signal);
    header ??= answer.header;
    return responsesOf(answer.responses, asked.length);
  };
  const ranges = requests.length === 0 ? [] : await read(requests);
  return { ranges, header, revision: header?.revision };
}

function pin(request: RangeRequest, revision: Revision | undefined): RangeRequest {
  const isOfNow = request.revision === undefined || request.revision === zeroRevision;
  return isOfNow && revision !== undefined ? { ...request, revision } : request;
}

function responsesOf(responses: TxnResponse["responses"], wanted: number): readonly RangeResponse[] {
  const ranges = responses.flatMap((answer) => (answer.kind === "range" ? [answer.response] : []));
  if (ranges.length === wanted) return ranges;
  throw new FailureError({
    kind: "malformed",
    message: "the response to a transaction lacks the results of its reads",
  });
}

/** Whether etcd refused a transaction for its number of operations. */
export const hasTooManyOperations = (error: unknown): boolean =>
  error instanceof FailureError && isTooManyOperations(error.failure);

const isTooManyOrTooLarge = (error: unknown): boolean =>
  hasTooManyOperations(error) || (error instanceof FailureError && error.failure.kind === "too-large");
