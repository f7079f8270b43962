/** What the page and the Web Worker of a comparison tell each other. */
import type { At } from "@etcd-explorer/shared/model/at";
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type {
  CompareProgress,
  CompareRequest,
  CompareResult,
} from "@etcd-explorer/shared/read/compare/compare-request";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { ClientConnection } from "#/api/client/client.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";

/** One side, as a person chose it. */
export interface ComparedSide {
  /** Holds the password: never log it. */
  readonly connection: ClientConnection;
  readonly prefix: Bytes;
  /** `live`: pinned to the revision that is the newest when the comparison starts. */
  readonly at: At;
}

/** The page's only message; the Web Worker keeps it in memory, as long as the comparison lasts. */
export interface CompareStart
  extends OfSides<ComparedSide>, Pick<CompareRequest, "within" | "ignore" | "delimiters" | "keep"> {}

export type CompareMessage =
  /** Both sides can be read: at these revisions. */
  | { readonly kind: "pinned"; readonly revisions: OfSides<Revision> }
  /** In key order. */
  | { readonly kind: "found"; readonly batch: readonly Difference[] }
  | { readonly kind: "progress"; readonly progress: CompareProgress }
  | { readonly kind: "request"; readonly entry: RequestEntry }
  | { readonly kind: "done"; readonly result: CompareResult }
  /** `side`: whose reading failed. */
  | { readonly kind: "failed"; readonly failure: Failure; readonly side?: SideName };
