/** JSON text (RFC 8259) to an object and back, with every number as it is written. */
import { compareNames, isList, isNumberText, isObjectMap, type ObjectValue } from "./object-value.ts";

/** Nesting beyond this is refused: Kubernetes reads no deeper either (sigs.k8s.io/json: 10,000), and no stack ends. */
const deepest = 1000;

const blanks = /[ \t\n\r]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const scalar = /-?\d[\d.eE+-]*|true|false|null/y;

/** Reads a JSON text; undefined where it is none, or nested too deeply. Of two equal names the last one counts. */
export function parseJson(text: string): ObjectValue | undefined {
  try {
    // What is JSON at all, the engine knows best; the rest is cutting it up.
    JSON.parse(text);
    return new Reader(text).read(0);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Cuts up a text that is JSON for sure. */
class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(depth: number): ObjectValue {
    if (depth > deepest) throw new RangeError("nested too deeply");
    this.take(blanks);
    const sign = this.text[this.at];
    if (sign === "{") return this.readMap(depth);
    if (sign === "[") return this.readList(depth);
    if (sign === '"') return this.readString();
    const word = this.take(scalar);
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : { number: word };
  }

  private readMap(depth: number): ObjectValue {
    const map = new Map<string, ObjectValue>();
    while (this.goesOn("}")) {
      const name = this.readString();
      this.take(blanks);
      this.at++;
      map.set(name, this.read(depth + 1));
    }
    return map;
  }

  private readList(depth: number): ObjectValue {
    const list: ObjectValue[] = [];
    while (this.goesOn("]")) list.push(this.read(depth + 1));
    return list;
  }

  /** Passes the bracket or comma; false: that was the closing one. */
  private goesOn(closing: string): boolean {
    this.take(blanks);
    if (this.text[this.at] === closing) {
      this.at++;
      return false;
    }
    this.at++;
    this.take(blanks);
    if (this.text[this.at] !== closing) return true;
    this.at++;
    return false;
  }

  private readString(): string {
    const written: unknown = JSON.parse(this.take(string));
    return typeof written === "string" ? written : "";
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ""] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }
}

/** Writes JSON; `indent`: blanks a level, 0 for one line. Names stand in the order of their map. */
export function formatJson(value: ObjectValue, indent = 0): string {
  return write(value, indent, indent === 0 ? "" : "\n");
}

function write(value: ObjectValue, indent: number, line: string): string {
  if (isNumberText(value)) return value.number;
  const inner = line === "" ? "" : line + " ".repeat(indent);
  if (isList(value)) {
    const items = value.map((item) => inner + write(item, indent, inner));
    return items.length === 0 ? "[]" : `[${items.join(",")}${line}]`;
  }
  if (!isObjectMap(value)) return JSON.stringify(value);
  const colon = line === "" ? ":" : ": ";
  const members = [...value].map(([name, item]) => inner + JSON.stringify(name) + colon + write(item, indent, inner));
  return members.length === 0 ? "{}" : `{${members.join(",")}${line}}`;
}

/** The same value with the names of every map in order, as kubectl prints them. */
export function sortNames(value: ObjectValue): ObjectValue {
  if (isList(value)) return value.map(sortNames);
  if (!isObjectMap(value)) return value;
  const sorted = [...value].toSorted(([a], [b]) => compareNames(a, b));
  return new Map(sorted.map(([name, item]) => [name, sortNames(item)]));
}
