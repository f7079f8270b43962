/** Where in a JSON text the caret stands: the text is not whole while somebody types. */
import type { Step } from "@etcd-explorer/shared/kubernetes/object-value";
import type { CursorSpot } from "./cursor-spot.ts";

interface Open {
  readonly is: "map" | "list";
  readonly names: Set<string>;
  /** The name whose value comes next; undefined: a name comes next. */
  name: string | undefined;
}

const sign = /"(?:[^"\\\n]|\\.)*"?|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Undefined: where neither a name nor a value begins. */
export function jsonCursor(text: string, at: number): CursorSpot | undefined {
  const open: Open[] = [];
  let before = "";
  for (const { 0: word, index } of text.matchAll(sign)) {
    const end = index + word.length;
    if (index >= at) break;
    const isString = word.startsWith('"');
    const isClosed = isString && word.length > 1 && word.endsWith('"');
    if (end > at || (end === at && !isClosed && !/^[{}[\]:,]$/.test(word))) {
      const to = isString ? end - (isClosed ? 1 : 0) : end;
      const spot = { from: index + (isString ? 1 : 0), to, isQuoted: isString };
      return spotOf(open, before, { ...spot, hasColon: /^\s*:/.test(text.slice(end, end + 20)) });
    }
    take(open, word);
    before = word;
  }
  return /[{,:]$/.test(before)
    ? spotOf(open, before, { from: at, to: at, isQuoted: false, hasColon: false })
    : undefined;
}

function take(open: Open[], word: string): void {
  const inner = open.at(-1);
  if (word === "{" || word === "[") open.push({ is: word === "{" ? "map" : "list", names: new Set(), name: undefined });
  else if (word === "}" || word === "]") open.pop();
  else if (inner !== undefined && word === ",") inner.name = undefined;
  else if (inner?.is === "map" && inner.name === undefined && word.startsWith('"')) {
    inner.name = word.slice(1, -1);
    inner.names.add(inner.name);
  }
}

function spotOf(
  open: readonly Open[],
  before: string,
  place: Pick<CursorSpot, "from" | "to" | "isQuoted"> & { readonly hasColon: boolean },
): CursorSpot | undefined {
  const inner = open.at(-1);
  if (inner?.is !== "map") return undefined;
  const path = open.slice(0, -1).map((each): Step => (each.is === "list" ? 0 : (each.name ?? "")));
  if (before === ":" && inner.name !== undefined)
    return { ...place, path: [...path, inner.name], is: "value", siblings: new Set() };
  return before === "{" || before === "," ? { ...place, path, is: "name", siblings: inner.names } : undefined;
}
