/** Where calls go and who makes them: what the guard hands to the gateway client. */
import type { Endpoint } from "./transport.ts";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Target {
  /** Tells targets apart in memory; the same for every request to the same place. No secret is in it. */
  readonly id: string;
  /** The members of one cluster, in the order in which they are tried. At least one. */
  readonly endpoints: readonly Endpoint[];
  /** Whether only operations that read may be sent. */
  readonly readOnly: boolean;
  /** Whether a snapshot may be taken while `readOnly`: it holds everything, the hashes of passwords included. */
  readonly allowSnapshot?: boolean;
  /** The request itself says that it only reads: beside all else that holds, and never instead of it. */
  readonly isLocked?: boolean;
  /** It may be the etcd of a read-only connection under another name: before a write, it is asked which cluster it is. */
  readonly unproven?: boolean;
  readonly credentials?: Credentials;
  /** Sent as it is in `Authorization`, instead of logging in. */
  readonly token?: string;
}
