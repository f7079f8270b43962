/** How code that reads a lot asks for much at once: many ranges by one transaction. */
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";

/** What an answer may be. */
export interface AnswerLimit {
  /** In bytes of etcd's JSON; what is longer fails as `too-large`. Only for reads: a write would be done all the same. */
  readonly maxBytes: number;
}

export interface TxnCall {
  /** Without a limit the answer is at most as long as the client takes any. */
  txn(request: TxnRequest, signal?: AbortSignal, limit?: AnswerLimit): Promise<TxnResponse>;
}
