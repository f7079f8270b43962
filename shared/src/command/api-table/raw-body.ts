/**
 * A request's body as one types it in the console, to the JSON that etcd is sent. It is JSON with three reliefs:
 * `b"…"` is bytes (a Go string, so that `b"\xff\x00"` is two), a number is exact however large, and `prefix` as a
 * `range_end` is the end of the prefix that `key` is. What etcd would not know is a problem at its place.
 */
import { decodeBase64, encodeBase64, asKey } from "../../model/bytes.ts";
import { unquoteGo } from "../../model/go-string.ts";
import { parseInt64 } from "../../model/int64.ts";
import { prefixEnd } from "../../model/range.ts";
import { fieldsOf, findField, type FieldType } from "./messages.ts";

/** What is wrong, and at which character of the text. */
export interface BodyProblem {
  readonly at: number;
  readonly message: string;
}

class Wrong extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** The JSON to send for a message of that name; an empty text is `{}`. */
export function parseRawBody(
  message: string,
  text: string,
): { readonly json: string } | { readonly problem: BodyProblem } {
  try {
    return { json: text.trim() === "" ? "{}" : new BodyReader(text).readAll(message) };
  } catch (error) {
    if (error instanceof Wrong) return { problem: { at: error.at, message: error.message } };
    throw error;
  }
}

const token = /\s*(?:(b?"(?:[^"\\\n]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z]+)|([{}[\],:]))/y;

interface Token {
  readonly kind: "text" | "number" | "word" | "sign";
  readonly text: string;
  readonly at: number;
}

class BodyReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(message: string): string {
    const first = this.#next();
    if (first.text !== "{") throw new Wrong(first.at, "The body must start with {.");
    const json = this.#object(message);
    if (this.#text.slice(this.#at).trim() !== "") throw new Wrong(this.#at, "Unexpected text after the last }.");
    return json;
  }

  #next(): Token {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (match === null) {
      const at = this.#at + (/^\s*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0);
      const rest = this.#text.slice(at, at + 1);
      throw new Wrong(at, rest === "" ? "Unexpected end of the body." : `Unexpected ${rest}.`);
    }
    this.#at = token.lastIndex;
    const [, text, number, word, sign = ""] = match;
    const found = text ?? number ?? word ?? sign;
    const kind = text !== undefined ? "text" : number !== undefined ? "number" : word !== undefined ? "word" : "sign";
    return { kind, text: found, at: token.lastIndex - found.length };
  }

  #expect(sign: string): void {
    const { text, at } = this.#next();
    if (text !== sign) throw new Wrong(at, `Expected ${sign}.`);
  }

  #object(message: string): string {
    const members = new Map<string, string>();
    let prefixAt: number | undefined;
    for (let name = this.#next(); name.text !== "}" || members.size > 0; name = this.#next()) {
      if (name.kind !== "text" || name.text.startsWith("b"))
        throw new Wrong(name.at, 'Expected a field name in quotes, such as "key".');
      const field = this.#field(message, name);
      if (members.has(field.name)) throw new Wrong(name.at, `Duplicate field ${field.name}.`);
      this.#expect(":");
      const value = this.#value(field.type, field.name);
      if (value === undefined) prefixAt = name.at;
      members.set(field.name, value ?? "");
      const sign = this.#next();
      if (sign.text === "}") break;
      if (sign.text !== ",") throw new Wrong(sign.at, "Expected , or }.");
    }
    if (prefixAt !== undefined) members.set("range_end", endOfPrefix(members.get("key"), prefixAt));
    return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
  }

  #field(message: string, { text, at }: Token): { readonly name: string; readonly type: FieldType } {
    const name = readJsonText(text, at);
    const field = findField(message, name);
    if (field !== undefined) return field;
    const known = [...fieldsOf(message).keys()].join(", ");
    throw new Wrong(at, known === "" ? "This message has no fields." : `Unknown field ${name}. Fields: ${known}.`);
  }

  /** Undefined: the word `prefix`. */
  #value(type: FieldType, name: string): string | undefined {
    if (!type.isList) return this.#single(type, name, this.#next());
    this.#expect("[");
    const items: string[] = [];
    for (let next = this.#next(); next.text !== "]" || items.length > 0; next = this.#next()) {
      items.push(this.#single(type, "", next) ?? "");
      const sign = this.#next();
      if (sign.text === "]") break;
      if (sign.text !== ",") throw new Wrong(sign.at, "Expected , or ].");
    }
    return `[${items.join(",")}]`;
  }

  #single(type: FieldType, name: string, value: Token): string | undefined {
    if (type.kind === "message") {
      if (value.text !== "{") throw new Wrong(value.at, "Expected {.");
      return this.#object(type.message);
    }
    if (value.text === "prefix" && name === "range_end") return undefined;
    return scalar(type, value);
  }
}

function scalar(type: FieldType, { kind, text, at }: Token): string {
  switch (type.kind) {
    case "bytes":
      return bytesJson(kind, text, at);
    case "int64":
    case "uint32": {
      const integer = kind === "text" ? parseInt64(readJsonText(text, at)) : parseInt64(text);
      if (integer === undefined) throw new Wrong(at, "Expected a whole number.");
      return type.kind === "uint32" ? integer : `"${integer}"`;
    }
    case "bool":
      if (text !== "true" && text !== "false") throw new Wrong(at, "Expected true or false.");
      return text;
    case "enum": {
      const word = kind === "text" ? readJsonText(text, at) : text;
      if (type.words.includes(word)) return JSON.stringify(word);
      if (kind === "number" && type.words[Number(word)] !== undefined) return word;
      throw new Wrong(at, `Expected one of ${type.words.join(", ")}.`);
    }
    case "string":
      if (kind !== "text" || text.startsWith("b")) throw new Wrong(at, "Expected text in quotes.");
      return JSON.stringify(readJsonText(text, at));
    case "message":
      throw new Wrong(at, "Expected {.");
    default:
      return type.kind satisfies never;
  }
}

function bytesJson(kind: Token["kind"], text: string, at: number): string {
  if (kind !== "text") throw new Wrong(at, 'Expected bytes: b"…", or base64 in quotes.');
  if (text.startsWith("b")) {
    const bytes = unquoteGo(text.slice(1));
    if (bytes === undefined) throw new Wrong(at, String.raw`Invalid escape in bytes. Use \xff, \n or \u00e4.`);
    return `"${encodeBase64(bytes)}"`;
  }
  const base64 = readJsonText(text, at);
  if (decodeBase64(base64) === undefined) throw new Wrong(at, 'Invalid base64. Write text as b"…".');
  return JSON.stringify(base64);
}

function endOfPrefix(key: string | undefined, at: number): string {
  const bytes = key === undefined ? undefined : decodeBase64(key.slice(1, -1));
  if (bytes === undefined || bytes.length === 0) throw new Wrong(at, "prefix requires a key in the same object.");
  return `"${encodeBase64(prefixEnd(asKey(bytes)))}"`;
}

function readJsonText(text: string, at: number): string {
  try {
    return String(JSON.parse(text));
  } catch {
    throw new Wrong(at, "Invalid JSON escape.");
  }
}
