/** How code that reads a lot counts: many ranges by one transaction. */
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";

export interface CountCall {
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
}
