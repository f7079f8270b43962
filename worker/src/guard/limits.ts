/** The limits that only the worker knows; those that the browser knows too are in the contract. */
export const workerLimits = {
  /**
   * A request body beyond the contract's limit is read and thrown away up to here: a server that answers and closes
   * before it has read everything is heard by few clients.
   */
  drainedRequestBytes: 32 * 1024 * 1024,
  /** One dial may take so long, within the request's own budget. */
  dialMs: 5_000,
  /** All header lines of an answer of etcd. */
  headBytes: 64 * 1024,
  headFields: 128,
  /** A line with a chunk's size and extensions. */
  chunkLineBytes: 1024,
  /** What the worker's own calls (logging in, health) read of an answer. */
  ownAnswerBytes: 512 * 1024,
  /** Tokens kept, over all targets and users. */
  tokens: 256,
  /** Targets whose path prefix is remembered. */
  prefixes: 256,
  /** Transactions within transactions that are looked into, in requests and answers alike. */
  txnDepth: 64,
} as const;
