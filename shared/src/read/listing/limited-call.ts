/**
 * etcd as a limited user sees it: a range that reaches beyond what the user may read, which etcd refuses as a whole, is
 * asked in its permitted parts and answered as one. What may not be read looks as if it were not there.
 */
import { int64 } from "../../model/int64.ts";
import { holdsAll, within, type KeySpan } from "../../model/key-ranges.ts";
import type { RangeRequest, RangeResponse } from "../../model/txn.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { ListingCall } from "./listing.ts";

/**
 * A call that asks only within `readable`, of which there is some. What lies wholly outside is answered as empty: a
 * listing may ask beside the keys that it looks for, and where those may not be read either is not its to say.
 */
export function limitCall(call: ListingCall, readable: readonly KeySpan[]): ListingCall {
  const partsOf = (request: RangeRequest): RangeRequest[] => {
    if (holdsAll(readable, request)) return [request];
    return within(readable, request).map((span) => ({ ...request, ...span }));
  };
  async function askAll(requests: readonly RangeRequest[], signal: AbortSignal | undefined) {
    const { header, ranges } = await readRanges(call, requests, signal);
    return { header: header === undefined ? {} : { header }, ranges };
  }
  /** Only the header of the answer matters: what counts starts from its revision. */
  async function askNothing({ revision }: RangeRequest, signal: AbortSignal | undefined): Promise<RangeResponse> {
    const [permitted] = readable;
    if (permitted === undefined) throw new Error("a limited call requires readable ranges");
    const pinned = revision === undefined ? {} : { revision };
    const { header } = await call.range({ key: permitted.key, countOnly: true, ...pinned }, signal);
    return { ...(header === undefined ? {} : { header }), ...join({ key: permitted.key }, []) };
  }
  return {
    range: async (request, signal) => {
      const parts = partsOf(request);
      const [only] = parts;
      if (only === undefined) return askNothing(request, signal);
      if (parts.length === 1) return call.range(only, signal);
      const { header, ranges } = await askAll(parts, signal);
      return { ...header, ...join(request, ranges) };
    },
    txn: async (request, signal) => {
      const reads = request.success.map((operation) => {
        if (operation.kind !== "range") throw new Error("a listing only reads");
        return { request: operation.request, parts: partsOf(operation.request) };
      });
      const { header, ranges } = await askAll(
        reads.flatMap(({ parts }) => parts),
        signal,
      );
      let at = 0;
      const responses = reads.map((read) => {
        const response = join(read.request, ranges.slice(at, at + read.parts.length));
        at += read.parts.length;
        return { kind: "range", response } as const;
      });
      return { ...header, succeeded: true, responses };
    },
  };
}

/** The answers to the parts of a range as the answer to the whole. */
function join(request: RangeRequest, answers: readonly RangeResponse[]): RangeResponse {
  const [first] = answers;
  if (answers.length === 1 && first !== undefined) return first;
  const all = answers.flatMap(({ kvs }) => kvs);
  const kvs = request.limit === undefined || request.limit === "0" ? all : all.slice(0, Number(request.limit));
  const count = answers.reduce((sum, answer) => sum + Number(answer.count), 0);
  return { kvs, more: request.countOnly !== true && count > kvs.length, count: int64(count) };
}
