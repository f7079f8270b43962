/**
 * What MessagePack and CBOR hold, and its JSON. What JSON has not stands in an object with one name that begins with
 * `$`, so that nothing is lost and all of it can be written back: `{"$hex": "00ff"}`, `{"$map": [[1, "one"]]}`.
 */
import { decodeHex, encodeHex, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { TooLarge } from "./decoder.ts";

export type ExactNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "int"; readonly int: bigint }
  | { readonly kind: "float"; readonly float: number }
  | { readonly kind: "word"; readonly word: "true" | "false" | "null" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "list"; readonly items: readonly ExactNode[] }
  | { readonly kind: "map"; readonly entries: readonly ExactEntry[] }
  /** A tag of CBOR, or an extension type of MessagePack. */
  | { readonly kind: "tagged"; readonly tag: bigint; readonly content: ExactNode }
  /** A simple value of CBOR without a name, such as undefined (23). */
  | { readonly kind: "simple"; readonly simple: number };

export type ExactEntry = readonly [key: ExactNode, value: ExactNode];

/** Nested deeper than that nothing is read: JSON for it would be indentation for the most part. */
export const deepestNode = 100;

/** The JSON of a node, two blanks a level. Throws {@link TooLarge} beyond the limit, in UTF-16 units. */
export function formatNode(node: ExactNode, limitBytes: number): string {
  const parts: string[] = [];
  let length = 0;
  const put = (text: string) => {
    length += text.length;
    if (length > limitBytes) throw new TooLarge(limitBytes);
    parts.push(text);
  };
  const list = <Item>(signs: string, items: readonly Item[], depth: number, each: (item: Item) => void) => {
    put(signs.charAt(0));
    for (const [at, item] of items.entries()) {
      put(`${at === 0 ? "" : ","}\n${"  ".repeat(depth + 1)}`);
      each(item);
    }
    put(`${items.length === 0 ? "" : `\n${"  ".repeat(depth)}`}${signs.charAt(1)}`);
  };
  const special = (name: string, value: ExactNode, depth: number) => {
    put(`{"${name}": `);
    write(value, depth);
    put("}");
  };
  const write = (each: ExactNode, depth: number): void => {
    switch (each.kind) {
      case "text":
        return put(JSON.stringify(each.text));
      case "int":
        return put(String(each.int));
      case "float":
        return Number.isFinite(each.float)
          ? put(floatText(each.float))
          : special("$float", { kind: "text", text: String(each.float) }, depth);
      case "word":
        return put(each.word);
      case "bytes":
        return put(`{"$hex": "${encodeHex(each.bytes)}"}`);
      case "list":
        return list("[]", each.items, depth, (item) => write(item, depth + 1));
      case "map": {
        if (!isObject(each.entries)) {
          const pairs = each.entries.map((items): ExactNode => ({ kind: "list", items }));
          return special("$map", { kind: "list", items: pairs }, depth);
        }
        return list("{}", each.entries, depth, ([key, value]) => {
          write(key, depth);
          put(": ");
          write(value, depth + 1);
        });
      }
      case "tagged": {
        const pair: ExactNode = { kind: "list", items: [{ kind: "int", int: each.tag }, each.content] };
        return special("$tag", pair, depth);
      }
      case "simple":
        return special("$simple", { kind: "int", int: BigInt(each.simple) }, depth);
      default:
        return each satisfies never;
    }
  };
  write(node, 0);
  return parts.join("");
}

/** Whether JSON has such an object: names that are texts, each once, none of which begins as ours do. */
function isObject(entries: readonly ExactEntry[]): boolean {
  const names = new Set<string>();
  for (const [key] of entries) {
    if (key.kind !== "text" || key.text.startsWith("$")) return false;
    names.add(key.text);
  }
  return names.size === entries.length;
}

/** A float always has a point or an exponent, which tells it from a whole number. */
function floatText(float: number): string {
  const text = Object.is(float, -0) ? "-0" : String(float);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The node of a JSON text; undefined: it is not JSON, or a name with `$` means nothing. */
export function parseNode(text: string): ExactNode | undefined {
  const tree = jsonTree(text);
  return tree && readTree(tree, 0);
}

function readTree({ kind, text, members }: TreeValue, depth: number): ExactNode | undefined {
  if (depth > deepestNode * 2) return undefined;
  switch (kind) {
    case "string":
      return { kind: "text", text: stringOf(text) };
    case "number":
      if (!/[.eE]/.test(text)) return { kind: "int", int: BigInt(text) };
      // What no float holds would become another number in silence.
      return Number.isFinite(Number(text)) ? { kind: "float", float: Number(text) } : undefined;
    case "word":
      return text === "true" || text === "false" || text === "null" ? { kind: "word", word: text } : undefined;
    case "array": {
      const items = members.map(({ value }) => readTree(value, depth + 1));
      return allThere(items) ? { kind: "list", items } : undefined;
    }
    case "object": {
      const [first] = members;
      if (first?.name.startsWith("$") === true) {
        return members.length === 1 ? readSpecial(first.name, first.value, depth) : undefined;
      }
      const values = members.map(({ value }) => readTree(value, depth + 1));
      if (!allThere(values)) return undefined;
      const entries = members.map(({ name }, at): ExactEntry => [{ kind: "text", text: name }, values[at] ?? nothing]);
      return { kind: "map", entries };
    }
    case "bytes":
      return undefined;
    default:
      return kind satisfies never;
  }
}

const nothing: ExactNode = { kind: "word", word: "null" };

function readSpecial(name: string, value: TreeValue, depth: number): ExactNode | undefined {
  const content = readTree(value, depth + 1);
  if (content === undefined) return undefined;
  if (name === "$hex") {
    const bytes: Bytes | undefined = content.kind === "text" ? decodeHex(content.text) : undefined;
    return bytes && { kind: "bytes", bytes };
  }
  if (name === "$float") {
    const isKnown = content.kind === "text" && ["NaN", "Infinity", "-Infinity"].includes(content.text);
    return isKnown ? { kind: "float", float: Number(content.text) } : undefined;
  }
  if (name === "$simple") return content.kind === "int" ? { kind: "simple", simple: Number(content.int) } : undefined;
  if (content.kind !== "list") return undefined;
  if (name === "$tag") {
    const [tag, held, more] = content.items;
    return tag?.kind === "int" && held !== undefined && more === undefined
      ? { kind: "tagged", tag: tag.int, content: held }
      : undefined;
  }
  if (name !== "$map") return undefined;
  const entries = content.items.map((pair): ExactEntry | undefined => {
    const [key, its, more] = pair.kind === "list" ? pair.items : [];
    return key !== undefined && its !== undefined && more === undefined ? [key, its] : undefined;
  });
  return allThere(entries) ? { kind: "map", entries } : undefined;
}

function allThere<Item>(items: readonly (Item | undefined)[]): items is readonly Item[] {
  return items.every((item) => item !== undefined);
}

function stringOf(source: string): string {
  const text: unknown = JSON.parse(source);
  return typeof text === "string" ? text : source;
}
