/** What stands before etcdctl's own words: variables, `sudo`, `docker exec …`, the path of the program. */
import { decodeUtf8, encodeUtf8 } from "../../../model/bytes.ts";
import type { LineProblem, Word } from "../../../txn/text/argify.ts";
import { isAssignment } from "./command-text.ts";
import { globalFlags, passedOverFlags, subcommandsOf, type Flag } from "./grammar.ts";

export interface ProgramWords {
  /** etcdctl's own words. */
  readonly words: readonly Word[];
  /** The flags that variables stand for, each as the word that would say the same. */
  readonly flags: readonly Word[];
  /** The variables that are passed over, by their names. */
  readonly passedOver: readonly string[];
  /** Something stood before etcdctl's own words. */
  readonly hasPrelude: boolean;
}

/** Programs that run another one. */
const runners: ReadonlySet<string> = new Set([
  "sudo",
  "env",
  "time",
  "command",
  "docker",
  "podman",
  "nerdctl",
  "crictl",
  "kubectl",
  "oc",
]);

/** The word as text; empty where it is none. */
export function nameIn(word: Word | undefined): string {
  return word === undefined ? "" : (decodeUtf8(word.bytes) ?? "");
}

/** Takes off what stands before etcdctl's own words. Variables count wherever they stand there. */
export function withoutProgram(words: readonly Word[]): ProgramWords | LineProblem {
  const variables: Word[] = [];
  let at = 0;
  const skipVariables = () => {
    for (; at < words.length; at++) {
      const word = words[at];
      if (word === undefined || !(isAssignment(word) || nameIn(word) === "export")) return;
      if (isAssignment(word)) variables.push(word);
    }
  };
  skipVariables();
  if (runners.has(nameIn(words[at]))) {
    const found = words.findIndex((word, place) => place > at && isEtcdctl(word));
    if (found !== -1) {
      variables.push(...words.slice(at, found).filter(isAssignment));
      at = found;
    }
  }
  if (isEtcdctl(words[at])) at++;
  return withVariables(words.slice(at), variables, at > 0);
}

function isEtcdctl(word: Word | undefined): boolean {
  return /(?:^|[\\/])etcdctl(?:\.exe)?$/.test(nameIn(word));
}

function withVariables(
  words: readonly Word[],
  variables: readonly Word[],
  hasPrelude: boolean,
): ProgramWords | LineProblem {
  const [flags, passedOver]: [Word[], string[]] = [[], []];
  for (const word of variables) {
    const [, variable = "", value = ""] = /^([^=]*)=(.*)$/s.exec(nameIn(word)) ?? [];
    const name = flagOfVariable(variable) ?? "";
    if (name === "api" && value !== "3") {
      return { column: word.start, message: "The console only supports etcd's v3 API." };
    }
    if (passedOverFlags.some((flag) => flag.name === name)) passedOver.push(variable);
    // A later flag replaces an earlier one, and a flag replaces a variable.
    if (globalFlags.some((flag) => flag.name === name))
      flags.push({ ...word, bytes: encodeUtf8(`--${name}=${value}`) });
  }
  return { words, flags, passedOver, hasPrelude };
}

/**
 * The flag that a variable of etcdctl stands for; undefined: it is none of those.
 * @example flagOfVariable("ETCDCTL_WRITE_OUT") // "write-out"
 */
export function flagOfVariable(name: string): string | undefined {
  return /^ETCDCTL_([A-Z_]+)$/.exec(name)?.[1]?.toLowerCase().replaceAll("_", "-");
}

/** The first two words that are neither flags nor their values, among which the command's name is. Source: cobra, stripFlags. */
export function commandWords(words: readonly Word[]): readonly Word[] {
  const found: Word[] = [];
  for (let at = 0; at < words.length && found.length < 2; at++) {
    const word = words[at];
    const text = nameIn(word);
    if (text === "--") break;
    if (takesNext(text, nameIn(found[0]))) at++;
    else if (word !== undefined && text !== "" && !text.startsWith("-")) found.push(word);
  }
  return found;
}

/** Whether the next word is the value of this flag: as cobra does, also where the flag is unknown. */
function takesNext(text: string, first: string): boolean {
  if (text.includes("=")) return false;
  const own = first === "" ? [] : subcommandsOf(first).flatMap(({ flags }) => flags);
  const switches = [...globalFlags, ...passedOverFlags, ...own, helpFlag].filter(({ kind }) => kind === "switch");
  if (text.startsWith("--")) return !switches.some(({ name }) => `--${name}` === text);
  return text.startsWith("-") && text.length === 2 && !switches.some(({ letter }) => `-${letter}` === text);
}

/** What every command has, and is no part of its table. */
export const helpFlag: Flag = { name: "help", kind: "switch", letter: "h", about: "show help for a command" };
