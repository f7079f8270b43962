/** The Web Worker that opens large values: whatever it takes, the page goes on. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { openChain, type Chain, type ClosedChain, type OpenedChain } from "./chain.ts";

export interface OpenOrder {
  readonly value: Value;
  readonly chain: Chain;
}

/** The only message back. */
export type OpenAnswer = OpenedChain | ClosedChain;

addEventListener("message", ({ data: { value, chain } }: MessageEvent<OpenOrder>) => {
  postMessage(openChain(value, chain));
});
