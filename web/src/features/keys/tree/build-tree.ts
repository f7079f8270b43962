/** Puts the rows of the tree together: pure. */
import {
  asKey,
  compareBytes,
  decodeHex,
  encodeHex,
  equalBytes,
  startsWith,
  type Key,
} from "@etcd-explorer/shared/model/bytes";
import { entryAtKey, indexOf } from "@etcd-explorer/shared/read/browse/listing-index";
import { followChain, soleChain, type Chain, type FolderState } from "./tree-chain.ts";
import { TreeRows, type OpenFolder, type Span } from "./tree-rows.ts";

/**
 * Puts the rows together. `expanded` names, in hex, the folders that stand open. `compact`: folders that hold nothing but
 * one folder stand in one row with it.
 */
export function buildTree(
  root: Key,
  expanded: ReadonlySet<string>,
  stateOf: (prefixHex: string) => FolderState | undefined,
  compact = false,
): TreeRows {
  const open = [...expanded]
    .map((hex) => ({ hex, prefix: asKey(decodeHex(hex) ?? new Uint8Array()) }))
    .filter(({ prefix }) => prefix.length > root.length && startsWith(prefix, root))
    .toSorted((a, b) => compareBytes(a.prefix, b.prefix));
  const spans: Span[] = [];
  const folders = new Map<string, OpenFolder>();
  const closed = new Map<string, Key>();
  let rows = 0;

  const visit = (chain: Chain, above: OpenFolder | undefined, to: number): void => {
    const { prefix, hex, next: from } = chain;
    const folder: OpenFolder = {
      prefix,
      hex,
      outermostHex: chain.passed[0] ?? hex,
      depth: above === undefined ? 0 : above.depth + 1,
      above,
      state: stateOf(hex) ?? { status: "loading" },
      start: rows,
      spans: [],
    };
    for (const passed of [...chain.passed, hex]) folders.set(passed, folder);
    const add = (kind: Span["kind"], entry: number, count: number) => {
      const last = folder.spans.at(-1);
      const before = last === undefined ? 0 : last.before + last.rows;
      const span = { kind, folder, start: rows, rows: count, before, entry };
      spans.push(span);
      folder.spans.push(span);
      rows += count;
    };
    if (folder.state.status !== "ready" || folder.state.listing.entries.length === 0) return add("word", 0, 1);
    const { listing } = folder.state;
    const { unread } = indexOf(listing);
    let next = 0;
    let stretch = 0;
    const upTo = (end: number) => {
      for (; (unread[stretch]?.entry ?? end) < end; stretch++) {
        const { entry, rows: shown } = unread[stretch] ?? { entry: end, rows: 0 };
        if (entry > next) add("entries", next, entry - next);
        add("unread", entry, shown);
        next = entry + 1;
      }
      if (end > next) add("entries", next, end - next);
      next = end;
    };
    for (let at = from; at < to;) {
      const child = open[at];
      if (child === undefined) break;
      let end = at + 1;
      while (end < to && startsWith(open[end]?.prefix ?? prefix, child.prefix)) end++;
      const entry = entryAtKey(listing, child.prefix);
      const found = listing.entries[entry];
      if (found?.kind === "folder" && equalBytes(found.prefix, child.prefix)) {
        upTo(entry + 1);
        const inner = compact ? followChain(open, at, end, found, listing.delimiters, stateOf) : soleChain(child, at);
        if (inner.isOpen) visit(inner, folder, end);
        else closed.set(child.hex, inner.prefix);
        at = end;
      } else at++;
    }
    upTo(listing.entries.length);
  };
  visit({ ...soleChain({ prefix: root, hex: encodeHex(root) }, -1), next: 0 }, undefined, open.length);
  return new TreeRows({ spans, folders, closed, compact });
}
