/** Which of the differences are shown: by their kind, their folder, and what is searched for in their names. */
import { asKey, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { folderOf } from "@etcd-explorer/shared/read/listing/child";
import {
  differenceKinds,
  nameOf,
  type Difference,
  type DifferenceKind,
} from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import type { CompareSearch } from "./compare-fields.ts";

export interface Filter {
  /** Empty: all of them. */
  readonly kinds: ReadonlySet<DifferenceKind>;
  /** The folder below the prefixes, or the keys directly below them; undefined: everywhere. */
  readonly folder: Key | "direct" | undefined;
  readonly find: string;
}

/** How the address spells keys that lie in no folder: the name of a folder ends with its delimiter. */
const directly = ".";

/** Reads the fields of the address; what cannot be read filters nothing. */
export function parseFilter({ kind = "", folder, find = "" }: CompareSearch): Filter {
  const kinds = differenceKinds.filter((each) => kind.split(",").includes(each));
  return {
    kinds: new Set(kinds),
    folder: parseFolder(folder),
    find,
  };
}

/** The fields of the address; undefined where they filter nothing. */
export function formatFilter({ kinds, folder, find }: Filter): Pick<CompareSearch, "kind" | "folder" | "find"> {
  return {
    kind: differenceKinds.filter((each) => kinds.has(each)).join(",") || undefined,
    folder: folderField(folder),
    find: find || undefined,
  };
}

/** The field of a folder, as one reads it. */
export function parseFolder(field: string | undefined): Filter["folder"] {
  return field === undefined ? undefined : field === directly ? "direct" : parseKeyText(field);
}

/** How the address spells a folder. */
export function folderField(folder: Filter["folder"]): string | undefined {
  return folder === undefined ? undefined : folder === "direct" ? directly : formatKey(folder);
}

/** Whether everything is shown. */
export function isUnfiltered({ kinds, folder, find }: Filter): boolean {
  return kinds.size === 0 && folder === undefined && find === "";
}

interface Listed {
  readonly prefixes: OfSides<Key>;
  readonly delimiters: Uint8Array;
}

/** The places of the differences that are shown, in their order. */
export function showDifferences(
  found: readonly Difference[],
  { kinds, folder, find }: Filter,
  { prefixes, delimiters }: Listed,
): readonly number[] {
  if (isUnfiltered({ kinds, folder, find })) return Array.from(found, (_, at) => at);
  const wanted = find.toLowerCase();
  const shown: number[] = [];
  for (const [at, difference] of found.entries()) {
    if (kinds.size > 0 && !kinds.has(difference.kind)) continue;
    const name = nameOf(difference, prefixes);
    if (folder === "direct" && folderOf(name, 0, delimiters) !== undefined) continue;
    if (folder !== undefined && folder !== "direct" && !startsWith(name, folder)) continue;
    if (wanted !== "" && !textOf(difference, name).toLowerCase().includes(wanted)) continue;
    shown.push(at);
  }
  return shown;
}

/** Names as text, made once for each difference. */
const texts = new WeakMap<Difference, string>();

function textOf(difference: Difference, name: Key): string {
  const known = texts.get(difference);
  if (known !== undefined) return known;
  const text = formatKey(name);
  texts.set(difference, text);
  return text;
}

/** The key of a difference on a side, be it there or not. */
export function keyOn(side: "left" | "right", name: Key, prefixes: OfSides<Key>): Key {
  const key = new Uint8Array(prefixes[side].length + name.length);
  key.set(prefixes[side]);
  key.set(name, prefixes[side].length);
  return asKey(key);
}
