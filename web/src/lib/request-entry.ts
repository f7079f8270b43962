import type { Revision } from "@etcd-explorer/shared/model/int64";

/** One request to etcd as the footer shows it. */
export interface RequestEntry {
  readonly connectionId: string;
  readonly method: "POST" | "GET";
  readonly path: string;
  /** HTTP status of etcd's answer, or the kind of failure where there was none. */
  readonly outcome: number | string;
  readonly failed: boolean;
  /** It was refused, and that was asked for: by a probe. */
  readonly expected?: true;
  readonly durationMs: number;
  readonly sizeBytes: number;
  /** It went to one member and no other: that this one does not answer says nothing of the rest. */
  readonly oneMember?: true;
  /** The newest revision that the answer told of. */
  readonly revision?: Revision;
}
