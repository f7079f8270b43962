/** The Web Worker that opens large values: whatever it takes, the page goes on. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { prepareSchemas } from "./schemas.ts";
import { openChain, type Chain, type ClosedChain, type OpenedChain } from "./chain.ts";

export interface OpenOrder {
  readonly value: Value;
  readonly chain: Chain;
}

/** The only message back. */
export type OpenAnswer = OpenedChain | ClosedChain;

addEventListener("message", ({ data: { value, chain } }: MessageEvent<OpenOrder>) => {
  // A message of a schema is read from this browser's storage first.
  void prepareSchemas(chain).then(() => postMessage(openChain(value, chain)));
});
