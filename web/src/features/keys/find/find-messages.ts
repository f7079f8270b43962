/** What the page and the Web Worker of a find tell each other. */
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { Pattern } from "@etcd-explorer/shared/read/find/pattern";
import type { FindCost } from "@etcd-explorer/shared/read/find/find-cost";
import type { FindProgress, Found } from "@etcd-explorer/shared/read/find/run-find";
import type { RequestEntry } from "#/lib/request-entry.ts";
import type { WebWorkerConnection } from "#/api/client/web-worker-client.ts";
import type { FindScope } from "./find-search.ts";

/** The page's only message. It holds the password: the Web Worker keeps it in memory, as long as the find lasts. */
export interface FindStart {
  readonly connection: WebWorkerConnection;
  readonly prefix: Bytes;
  readonly where: FindScope;
  readonly pattern: Pattern;
  /** What a limited user may read. */
  readonly readable?: readonly KeySpan[];
  /** Goes on in values where names were looked through, as of this revision. */
  readonly namesToldAt?: Revision;
  /** Matches that are kept and shown; those beyond are only counted. */
  readonly keep: number;
}

export type FindMessage =
  | { readonly kind: "found"; readonly found: readonly Found[] }
  | { readonly kind: "progress"; readonly progress: FindProgress }
  | { readonly kind: "request"; readonly entry: RequestEntry }
  /** Names are looked through; values come next. */
  | { readonly kind: "names-done" }
  /** They do not: reading them costs so much that a person has to accept it. */
  | { readonly kind: "values-cost"; readonly cost: FindCost }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The most matches that are kept of a find. */
export const keptMatches = 100_000;
