/** An object that was typed as JSON (RFC 8259). */
import type { ObjectValue, Step } from "@etcd-explorer/shared/kubernetes/object-value";
import { readJson, type JsonToken } from "#/lib/formats/json-tokens.ts";
import { deepest, type TypedText } from "./typed-text.ts";

/** Throws RangeError where it is nested deeper than the stack allows. */
export function parseTypedJson(text: string): TypedText {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return { problem };
  const reader = new Reader(text, tokens);
  const value = reader.read();
  if (reader.duplicate !== undefined) {
    const { start, end } = reader.duplicate;
    return { problem: { message: `Duplicate field ${text.slice(start, end)}`, at: start } };
  }
  return { value, placeOf: (path) => placeIn(text, tokens, path) };
}

class Reader {
  /** The first name that its map has already. */
  duplicate: JsonToken | undefined;
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly tokens: readonly JsonToken[];

  constructor(text: string, tokens: readonly JsonToken[]) {
    this.text = text;
    this.tokens = tokens;
  }

  read(): ObjectValue {
    const token = this.tokens[this.at++];
    if (token === undefined) return null;
    if (token.kind === "{" || token.kind === "[") {
      if (++this.depth > deepest) throw new RangeError("nested too deeply");
      const value = token.kind === "{" ? this.readMap() : this.readList();
      this.depth--;
      return value;
    }
    const source = this.text.slice(token.start, token.end);
    if (token.kind === "number") return { number: source };
    return token.kind === "string" ? stringOf(source) : source === "null" ? null : source === "true";
  }

  private readMap(): ObjectValue {
    const map = new Map<string, ObjectValue>();
    for (let token = this.tokens[this.at]; token?.kind === "name"; token = this.next(",")) {
      const name = stringOf(this.text.slice(token.start, token.end));
      if (map.has(name)) this.duplicate ??= token;
      this.at += 2;
      map.set(name, this.read());
    }
    this.at++;
    return map;
  }

  private readList(): ObjectValue {
    const list: ObjectValue[] = [];
    for (let token = this.tokens[this.at]; token !== undefined && token.kind !== "]"; token = this.next(","))
      list.push(this.read());
    this.at++;
    return list;
  }

  /** Passes a comma. */
  private next(passed: ","): JsonToken | undefined {
    if (this.tokens[this.at]?.kind === passed) this.at++;
    return this.tokens[this.at];
  }
}

function stringOf(source: string): string {
  if (!source.includes("\\")) return source.slice(1, -1);
  const value: unknown = JSON.parse(source);
  return typeof value === "string" ? value : source;
}

function placeIn(text: string, tokens: readonly JsonToken[], path: readonly Step[]): number {
  let at = 0;
  let place = tokens[0]?.start ?? 0;
  for (const step of path) {
    const found = typeof step === "number" ? itemAt(tokens, at, step) : memberAt(text, tokens, at, step);
    if (found === undefined) break;
    place = tokens[found]?.start ?? place;
    at = typeof step === "number" ? found : found + 2;
  }
  return place;
}

/** The token of a name in the map that begins at `open`. */
function memberAt(text: string, tokens: readonly JsonToken[], open: number, name: string): number | undefined {
  if (tokens[open]?.kind !== "{") return undefined;
  let at = open + 1;
  for (let token = tokens[at]; token?.kind === "name"; token = tokens[at]) {
    if (stringOf(text.slice(token.start, token.end)) === name) return at;
    at = passValue(tokens, at + 2) + 1;
  }
  return undefined;
}

/** The first token of an item in the list that begins at `open`. */
function itemAt(tokens: readonly JsonToken[], open: number, wanted: number): number | undefined {
  if (tokens[open]?.kind !== "[") return undefined;
  let at = open + 1;
  for (let item = 0; item < wanted; item++) at = passValue(tokens, at) + 1;
  return at < tokens.length ? at : undefined;
}

/** The token after a value. */
function passValue(tokens: readonly JsonToken[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const kind = tokens[at]?.kind;
    if (kind === "{" || kind === "[") depth++;
    else if (kind === "}" || kind === "]") depth--;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
