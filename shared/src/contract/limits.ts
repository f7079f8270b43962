type LimitName =
  | "defaultResponseBytes"
  | "maxResponseBytes"
  | "maxRequestBytes"
  | "defaultTimeoutMs"
  | "maxTimeoutMs"
  | "shortestAccessToken"
  | "maxPathLength"
  | "etcdRequestBytes"
  | "etcdMessageBytes"
  | "txnOperations";

/** Every limit that browser and worker must agree on, in one place. Sizes in bytes, times in milliseconds. */
export const limits: Readonly<Record<LimitName, number>> = {
  /** The documented cap of an answer of `query`. */
  defaultResponseBytes: 512 * 1024,
  /** What `maxResponseBytes` may raise that cap to. */
  maxResponseBytes: 16 * 1024 * 1024,
  /**
   * The largest request body. etcd takes requests of 1.5 MiB, whose bytes are base64 in JSON inside a JSON string:
   * 1.5 MiB × 4/3, and a little more for the fields around it.
   */
  maxRequestBytes: 4 * 1024 * 1024,
  defaultTimeoutMs: 15_000,
  maxTimeoutMs: 120_000,
  /** Access tokens with fewer characters could be found by trying. */
  shortestAccessToken: 16,
  /** The longest etcd path that is accepted, in characters. */
  maxPathLength: 256,
  /** What etcd itself takes in one request, by default (`--max-request-bytes`). */
  etcdRequestBytes: 1.5 * 1024 * 1024,
  /** The largest message of a stream: 512 KiB more than that (etcd api/v3rpc/grpc.go, `grpcOverheadBytes`). */
  etcdMessageBytes: 2 * 1024 * 1024,
  /** Operations in one transaction, by default (`--max-txn-ops`). */
  txnOperations: 128,
};
