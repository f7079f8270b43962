/** How code that reads a lot asks for much at once: many ranges by one transaction. */
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";

export interface TxnCall {
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
}
