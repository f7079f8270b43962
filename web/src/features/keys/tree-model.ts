/** The tree as rows: pure, from what is known of each open folder. */
import { encodeHex, type Key } from "@etcd-explorer/shared/bytes";
import type { Failure } from "@etcd-explorer/shared/failure";
import type { Int64 } from "@etcd-explorer/shared/int64";
import type { KeyFacts } from "@etcd-explorer/shared/key-value";
import type { Child, Page } from "@etcd-explorer/shared/listing/list-page";

/** What is known of a folder. */
export type FolderState =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "ready"; readonly pages: readonly Page[]; readonly more: "idle" | "loading" | Failure };

interface RowBase {
  /** Unique in the tree and stable while the keyspace does not change. */
  readonly id: string;
  readonly depth: number;
  /** The folder that the row stands in. */
  readonly parent: Key;
}

export type Row = RowBase &
  (
    | { readonly kind: "folder"; readonly prefix: Key; readonly count: Int64; readonly open: boolean }
    | { readonly kind: "key"; readonly facts: KeyFacts }
    | { readonly kind: "more"; readonly state: "idle" | "loading" | Failure }
    | { readonly kind: "loading" }
    | { readonly kind: "failed"; readonly failure: Failure }
    | { readonly kind: "empty" }
  );

/** How many rows a folder takes; deeper ones follow theirs. Order is etcd's. */
export function buildRows(
  root: Key,
  expanded: ReadonlySet<string>,
  stateOf: (prefixHex: string) => FolderState | undefined,
): Row[] {
  const rows: Row[] = [];
  const visit = (folder: Key, depth: number): void => {
    const hex = encodeHex(folder);
    const at = { depth, parent: folder };
    const state = stateOf(hex) ?? { status: "loading" };
    if (state.status === "loading") rows.push({ ...at, kind: "loading", id: `loading ${hex}` });
    else if (state.status === "failed")
      rows.push({ ...at, kind: "failed", id: `failed ${hex}`, failure: state.failure });
    else {
      for (const page of state.pages) for (const child of page.children) addChild(child, at);
      if (state.pages.at(-1)?.next !== undefined)
        rows.push({ ...at, kind: "more", id: `more ${hex}`, state: state.more });
      else if (state.pages.every((page) => page.children.length === 0))
        rows.push({ ...at, kind: "empty", id: `empty ${hex}` });
    }
  };
  const addChild = (child: Child, at: { depth: number; parent: Key }): void => {
    if (child.kind === "key") {
      rows.push({ ...at, kind: "key", id: `key ${encodeHex(child.facts.key)}`, facts: child.facts });
      return;
    }
    const hex = encodeHex(child.prefix);
    const open = expanded.has(hex);
    rows.push({ ...at, kind: "folder", id: `folder ${hex}`, prefix: child.prefix, count: child.count, open });
    if (open) visit(child.prefix, at.depth + 1);
  };
  visit(root, 0);
  return rows;
}

/** What a key press in the tree does: where the mark goes, or which folder opens or closes. */
export type TreeMove =
  | { readonly kind: "mark"; readonly at: number }
  | { readonly kind: "toggle"; readonly row: Row & { kind: "folder" }; readonly open: boolean }
  | { readonly kind: "activate"; readonly row: Row };

/** Reads a key press as in the tree pattern of the ARIA practices; undefined: nothing to do. */
export function moveInTree(rows: readonly Row[], at: number, key: string, rowsPerPage: number): TreeMove | undefined {
  const row = rows[at];
  const mark = (to: number): TreeMove => ({ kind: "mark", at: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case "ArrowDown":
      return mark(at + 1);
    case "ArrowUp":
      return mark(at - 1);
    case "PageDown":
      return mark(at + rowsPerPage);
    case "PageUp":
      return mark(at - rowsPerPage);
    case "Home":
      return mark(0);
    case "End":
      return mark(rows.length - 1);
    case "ArrowRight":
      if (row?.kind !== "folder") return undefined;
      return row.open ? mark(at + 1) : { kind: "toggle", row, open: true };
    case "ArrowLeft": {
      if (row?.kind === "folder" && row.open) return { kind: "toggle", row, open: false };
      const parent = row === undefined ? undefined : encodeHex(row.parent);
      const above = rows.findIndex((other) => other.kind === "folder" && encodeHex(other.prefix) === parent);
      return above === -1 ? undefined : mark(above);
    }
    case "Enter":
    case " ":
      if (row === undefined) return undefined;
      return row.kind === "folder" ? { kind: "toggle", row, open: !row.open } : { kind: "activate", row };
    default:
      return undefined;
  }
}
