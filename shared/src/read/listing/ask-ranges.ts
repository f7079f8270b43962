/** Asking etcd many ranges at one revision: by one transaction, or by several where the server takes smaller ones only. */
import { FailureError } from "../../model/failure.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { RangeRequest, RangeResponse } from "../../model/txn.ts";
import { hasTooManyOperations } from "../ranges/read-ranges.ts";
import type { ListingCall } from "./listing.ts";
import type { KeySpan } from "../../model/key-ranges.ts";

/** A range, and how many of its keys are wanted; its count comes in any case. */
export interface Question extends KeySpan {
  readonly limit: number;
}

/** Asks questions all at once; the answers come in their order. */
export type AskRanges = (questions: readonly Question[]) => Promise<readonly RangeResponse[]>;

/** etcd's default of `--max-txn-ops`. */
export const mostQuestions = 128;

/** Asks at one revision, keys only. Rejects with the call's failure, a compacted revision for one. */
export function askRanges(call: ListingCall, revision: Revision, signal: AbortSignal | undefined): AskRanges {
  let most = mostQuestions;

  const requestOf = ({ key, rangeEnd, limit }: Question): RangeRequest => {
    return { key, rangeEnd, limit: int64(limit), keysOnly: true, revision };
  };

  const ask: AskRanges = async (questions) => {
    signal?.throwIfAborted();
    const [only] = questions;
    if (only === undefined) return [];
    if (questions.length === 1) return [await call.range(requestOf(only), signal)];
    if (questions.length > most) return inParts(questions, most);
    try {
      return await askTogether(questions);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      const half = Math.ceil(questions.length / 2);
      if (hasTooManyOperations(error)) most = Math.min(most, half);
      return inParts(questions, half);
    }
  };

  async function inParts(questions: readonly Question[], size: number): Promise<readonly RangeResponse[]> {
    const answers: RangeResponse[] = [];
    for (let at = 0; at < questions.length; at += size) answers.push(...(await ask(questions.slice(at, at + size))));
    return answers;
  }

  async function askTogether(questions: readonly Question[]): Promise<readonly RangeResponse[]> {
    const success = questions.map((question) => ({ kind: "range", request: requestOf(question) }) as const);
    const { responses } = await call.txn({ compare: [], success, failure: [] }, signal);
    const answers = responses.flatMap((response) => (response.kind === "range" ? [response.response] : []));
    if (answers.length !== questions.length) {
      throw new FailureError({
        kind: "malformed",
        message: "the response to a transaction lacks the results of its reads",
      });
    }
    return answers;
  }

  return ask;
}

function isTooMuch(error: unknown): boolean {
  return hasTooManyOperations(error) || (error instanceof FailureError && error.failure.kind === "too-large");
}
