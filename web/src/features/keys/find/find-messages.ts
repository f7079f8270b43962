/** What the page and the Web Worker of a find tell each other. */
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { Pattern } from "@etcd-explorer/shared/read/find/pattern";
import type { FindPlace, FindProgress, Found } from "@etcd-explorer/shared/read/find/run-find";
import type { RequestEntry } from "#/lib/request-entry.ts";
import type { WebWorkerConnection } from "#/api/client/web-worker-client.ts";

/** The page's only message. It holds the password: the Web Worker keeps it in memory, as long as the find lasts. */
export interface FindStart {
  readonly connection: WebWorkerConnection;
  readonly prefix: Bytes;
  readonly where: FindPlace;
  readonly pattern: Pattern;
}

export type FindMessage =
  | { readonly kind: "found"; readonly found: readonly Found[] }
  | { readonly kind: "progress"; readonly progress: FindProgress }
  | { readonly kind: "request"; readonly entry: RequestEntry }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Matches that are kept and shown; those beyond are only counted. */
export const keptMatches = 100_000;
