import type { Revision } from "@etcd-explorer/shared/model/int64";

/** Where the address keeps that the history of the open key is shown, and which of its versions. */
export interface HistoryAddress {
  /** As chosen-versions.ts spells it; undefined: the history is not shown. */
  readonly text: string | undefined;
  /** Shows the history so; undefined leaves it. */
  readonly show: (text: string | undefined) => void;
  /** Shows the whole keyspace as it was at a revision. */
  readonly viewAt: (revision: Revision) => void;
}
