/** Where the caret stands in the text of an object. */
import type { Step } from "@etcd-explorer/shared/kubernetes/object-value";

export interface CursorSpot {
  /** Of a name: the map that it stands in; of a value: the field. */
  readonly path: readonly Step[];
  readonly is: "name" | "value";
  /** What is typed so far, and the rest of that word. */
  readonly from: number;
  readonly to: number;
  /** It stands in quotes, which `from` and `to` leave out. */
  readonly isQuoted: boolean;
  /** A colon follows already. */
  readonly hasColon?: boolean;
  /** The other names of that map. */
  readonly siblings: ReadonlySet<string>;
}
