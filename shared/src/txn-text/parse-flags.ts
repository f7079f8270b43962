/**
 * Flags among the words of an operation, as etcdctl's own library reads them (github.com/spf13/pflag): `--name=value`,
 * `--name value`, `--switch`, `--switch=false`, anywhere until `--`.
 */
import { decodeUtf8, type Bytes } from "../bytes.ts";
import type { LineProblem, Word } from "./argify.ts";

/** A switch has no value of its own. */
export type FlagKinds = Readonly<Record<string, "text" | "switch">>;

export interface ParsedFlags {
  /** What is no flag, in its order. */
  readonly words: readonly Word[];
  /** The text of a flag, with the word that it stands in; a later one replaces an earlier. */
  readonly text: ReadonlyMap<string, { readonly value: string; readonly word: Word }>;
  /** The switches that are on. */
  readonly on: ReadonlySet<string>;
}

const yes = ["1", "t", "T", "TRUE", "true", "True"];
const no = ["0", "f", "F", "FALSE", "false", "False"];

/** Reads the flags out of `words`; the first that `verb` does not know, or that lacks its value, is the problem. */
export function parseFlags(verb: string, words: readonly Word[], kinds: FlagKinds): ParsedFlags | LineProblem {
  const rest: Word[] = [];
  const text = new Map<string, { value: string; word: Word }>();
  const on = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    if (!startsWithDash(word.bytes)) {
      rest.push(word);
      continue;
    }
    const spelled = decodeUtf8(word.bytes);
    if (spelled === "--") {
      rest.push(...words.slice(at + 1));
      break;
    }
    const option = /^--([a-z-]+)(?:=(.*))?$/s.exec(spelled ?? "");
    const name = option?.[1] ?? "";
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return problem(word, unknownFlag(verb, spelled, kinds));
    const given = option?.[2];
    if (kind === "switch") {
      if (given !== undefined && !yes.includes(given) && !no.includes(given)) {
        return problem(word, `--${name} is true or false, not ${given}.`);
      }
      if (given === undefined || yes.includes(given)) on.add(name);
      else on.delete(name);
      continue;
    }
    const value = given ?? textOf(words[++at]);
    if (value === undefined) return problem(word, `--${name} needs a value.`);
    text.set(name, { value, word });
  }
  return { words: rest, text, on };
}

/** A lone dash is a word like any other. */
function startsWithDash(bytes: Bytes): boolean {
  return bytes[0] === 0x2d && bytes.length > 1;
}

function textOf(word: Word | undefined): string | undefined {
  return word === undefined ? undefined : decodeUtf8(word.bytes);
}

function unknownFlag(verb: string, spelled: string | undefined, kinds: FlagKinds): string {
  const known = Object.keys(kinds).map((name) => `--${name}`);
  const shown = spelled === undefined ? "this" : spelled.split("=", 1)[0];
  return `${verb} has no flag ${shown}; it has ${known.join(", ")}. A word that begins with a dash stands after --.`;
}

function problem(word: Word, message: string): LineProblem {
  return { column: word.start, message };
}
