/**
 * Flags among the words of an operation, as etcdctl's own library reads them (github.com/spf13/pflag): `--name=value`,
 * `--name value`, `--switch`, `--switch=false`, `-w value`, `-wvalue`, `-iw value`, anywhere until `--`. Quotes make no
 * difference: a shell takes them off.
 */
import { decodeUtf8, type Bytes } from "../../model/bytes.ts";
import type { LineProblem, Word } from "./argify.ts";

/** A switch has no value of its own. */
export type FlagKinds = Readonly<Record<string, "text" | "switch">>;

export interface FlagOptions {
  /** What one letter stands for: `{ w: "write-out" }`. */
  readonly letters?: Readonly<Record<string, string>>;
  /** The flags that are not listed to whom an unknown one is explained. */
  readonly unsaid?: ReadonlySet<string>;
}

/** What was given, piece by piece, in its order. */
export type Given =
  | { readonly kind: "word"; readonly word: Word }
  /** `words`: as it was typed; its value may be a word of its own. */
  | { readonly kind: "flags"; readonly names: readonly string[]; readonly words: readonly Word[] };

export interface ParsedFlags {
  /** What is no flag, in its order. */
  readonly words: readonly Word[];
  /** The text of a flag, with the word that it stands in; a later one replaces an earlier. */
  readonly text: ReadonlyMap<string, { readonly value: string; readonly word: Word }>;
  /** The switches that are on. */
  readonly on: ReadonlySet<string>;
  readonly given: readonly Given[];
}

const yes = ["1", "t", "T", "TRUE", "true", "True"];
const no = ["0", "f", "F", "FALSE", "false", "False"];

/** Reads the flags out of `words`; the first that `verb` does not know, or that lacks its value, is the problem. */
export function parseFlags(
  verb: string,
  words: readonly Word[],
  kinds: FlagKinds,
  { letters = {}, unsaid = new Set() }: FlagOptions = {},
): ParsedFlags | LineProblem {
  const rest: Word[] = [];
  const text = new Map<string, { value: string; word: Word }>();
  const on = new Set<string>();
  const given: Given[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    if (!startsWithDash(word.bytes)) {
      rest.push(word);
      given.push({ kind: "word", word });
      continue;
    }
    const spelled = decodeUtf8(word.bytes);
    if (spelled === "--") {
      const after = words.slice(at + 1);
      rest.push(...after);
      given.push(
        { kind: "flags", names: [], words: [word] },
        ...after.map((each) => ({ kind: "word", word: each }) as const),
      );
      break;
    }
    const options = spelled === undefined ? undefined : readOptions(spelled, kinds, letters);
    if (options === undefined)
      return problem(
        word,
        unknownFlag(
          verb,
          spelled,
          Object.keys(kinds).filter((name) => !unsaid.has(name)),
        ),
      );
    const typed = [word];
    for (const { name, value: assigned } of options) {
      if (kinds[name] === "switch") {
        if (assigned !== undefined && !yes.includes(assigned) && !no.includes(assigned)) {
          return problem(word, `--${name} must be true or false, not ${assigned}.`);
        }
        if (assigned === undefined || yes.includes(assigned)) on.add(name);
        else on.delete(name);
        continue;
      }
      let value = assigned;
      if (value === undefined) {
        const next = words[++at];
        value = next === undefined ? undefined : decodeUtf8(next.bytes);
        if (next !== undefined) typed.push(next);
      }
      if (value === undefined) return problem(word, `--${name} requires a value.`);
      text.set(name, { value, word });
    }
    given.push({ kind: "flags", names: options.map(({ name }) => name), words: typed });
  }
  return { words: rest, text, on, given };
}

interface Option {
  readonly name: string;
  readonly value: string | undefined;
}

/** The flags that a word holds: one in its long form, or several letters. Undefined: one of them is unknown. */
function readOptions(
  spelled: string,
  kinds: FlagKinds,
  letters: Readonly<Record<string, string>>,
): readonly Option[] | undefined {
  const long = /^--([^-=][^=]*)(?:=(.*))?$/s.exec(spelled);
  if (long !== null) {
    const [, name = "", value] = long;
    return Object.hasOwn(kinds, name) ? [{ name, value }] : undefined;
  }
  if (spelled.startsWith("--")) return undefined;
  const options: Option[] = [];
  for (let rest = spelled.slice(1); rest !== "";) {
    const letter = rest.charAt(0);
    const name = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
    if (name === undefined || !Object.hasOwn(kinds, name)) return undefined;
    const assigned = rest.length > 2 && rest.charAt(1) === "=";
    const takesRest = assigned || (kinds[name] === "text" && rest.length > 1);
    options.push({ name, value: takesRest ? rest.slice(assigned ? 2 : 1) : undefined });
    rest = takesRest ? "" : rest.slice(1);
  }
  return options;
}

/** A lone dash is a word like any other. */
function startsWithDash(bytes: Bytes): boolean {
  return bytes[0] === 0x2d && bytes.length > 1;
}

function unknownFlag(verb: string, spelled: string | undefined, names: readonly string[]): string {
  const known = names.map((name) => `--${name}`);
  const shown = spelled === undefined ? "this" : spelled.split("=", 1)[0];
  return `Unknown flag ${shown} of ${verb}. Flags: ${known.join(", ")}. Put -- before a word that starts with a dash.`;
}

function problem(word: Word, message: string): LineProblem {
  return { column: word.start, message };
}
