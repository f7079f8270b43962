/** Words to a command of the table, with its flags, or what is wrong with them. */
import { asKey, decodeUtf8, encodeUtf8, type Bytes } from "../bytes.ts";
import { isLineProblem, type LineProblem, type Word } from "../txn-text/argify.ts";
import { parseFlags, type FlagKinds, type ParsedFlags } from "../txn-text/parse-flags.ts";
import { parseCommandText } from "./command-text.ts";
import { commands, connectionFlags, findCommand, globalFlags, subcommandsOf, type Command } from "./grammar.ts";
import { formats, type Format } from "./output.ts";

/** A command with what was given to it. */
export interface ReadCommand {
  readonly command: Command;
  readonly flags: ParsedFlags;
  readonly input: Bytes | undefined;
  readonly format: Format;
  readonly hex: boolean;
}

/** The text asks for help rather than for anything to be done; `topic` may be empty. */
export interface HelpWanted {
  readonly help: string;
}

/** Reads what was typed. An empty text asks for help. */
export function readCommand(text: string): ReadCommand | HelpWanted | LineProblem {
  const typed = parseCommandText(text);
  if (isLineProblem(typed)) return typed;
  const words = withoutProgram(typed.words);
  const [first, second] = [nameIn(words[0]), nameIn(words[1])];
  if (first === "" || first === "help" || first === "--help" || first === "-h") {
    return { help: words.slice(1).map(nameIn).join(" ") };
  }
  const foreign = words.map(nameIn).find((word) => connectionFlags.has(/^--([a-z-]+)/.exec(word)?.[1] ?? ""));
  if (foreign !== undefined) {
    const name = foreign.split("=", 1)[0] ?? "";
    const column = words.find((word) => nameIn(word) === foreign)?.start ?? 0;
    return { column, message: `The console speaks to the connection that is open: leave ${name} out.` };
  }
  const direct = findCommand(first);
  const command = direct ?? findCommand(`${first} ${second}`);
  if (command === undefined) return unknownCommand(first, second, words);
  const rest = words.slice(direct === undefined ? 2 : 1);
  if (rest.some((word) => !word.quoted && ["--help", "-h"].includes(nameIn(word)))) return { help: command.name };
  const flags = parseFlags(command.name, rest.flatMap(longForm), kindsOf(command));
  if (isLineProblem(flags)) return flags;
  return withFormat({ command, flags, input: typed.input });
}

/** `ETCDCTL_API=3 etcdctl` may stand before. */
function withoutProgram(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex((word) => nameIn(word) !== "ETCDCTL_API=3");
  const rest = start === -1 ? [] : words.slice(start);
  return nameIn(rest[0]) === "etcdctl" ? rest.slice(1) : rest;
}

function nameIn(word: Word | undefined): string {
  return word === undefined ? "" : (decodeUtf8(word.bytes) ?? "");
}

function unknownCommand(first: string, second: string, words: readonly Word[]): HelpWanted | LineProblem {
  const below = subcommandsOf(first);
  if (below.length === 0) {
    const known = [...new Set(commands.map(({ name }) => name.split(" ", 1)[0]))].join(", ");
    return { column: words[0]?.start ?? 0, message: `There is no command “${first}”. The console has ${known}.` };
  }
  if (second === "" || second.startsWith("-")) return { help: first };
  const known = below.map(({ name }) => name.slice(first.length + 1)).join(", ");
  return { column: words[1]?.start ?? 0, message: `${first} has no command “${second}”; it has ${known}.` };
}

/** The short flags that etcdctl has, in their long form. */
function longForm(word: Word): Word[] {
  if (word.quoted) return [word];
  const text = nameIn(word);
  if (text === "-i") return [{ ...word, bytes: encodeUtf8("--interactive") }];
  const short = /^-w(?:=?(.+))?$/s.exec(text);
  if (short === null) return [word];
  const value = short[1] === undefined ? "" : `=${short[1]}`;
  return [{ ...word, bytes: encodeUtf8(`--write-out${value}`) }];
}

function kindsOf(command: Command): FlagKinds {
  return Object.fromEntries([...command.flags, ...globalFlags].map(({ name, kind }) => [name, kind]));
}

function withFormat(read: Pick<ReadCommand, "command" | "flags" | "input">): ReadCommand | LineProblem {
  const { command, flags } = read;
  const asked = flags.text.get("write-out");
  const format = formats.find((known) => known === (asked?.value ?? "simple"));
  const column = asked?.word.start ?? 0;
  if (format === undefined) {
    return { column, message: `--write-out is one of ${formats.join(", ")}, not ${asked?.value ?? ""}.` };
  }
  const isPlain = command.formats.length === 1;
  if (!isPlain && !command.formats.includes(format)) {
    return { column, message: `etcdctl prints ${command.name} as ${command.formats.join(", ")}, not as ${format}.` };
  }
  return { ...read, format, hex: flags.on.has("hex") };
}

/** The words that are no flags as text, of which there must be between `least` and `most`. */
export function argumentsOf(
  { command, flags }: ReadCommand,
  least: number,
  most: number = least,
): readonly string[] | LineProblem {
  const problem = countProblem(command, flags, least, most);
  if (problem !== undefined) return problem;
  const texts: string[] = [];
  for (const word of flags.words) {
    const text = decodeUtf8(word.bytes);
    if (text === undefined) return { column: word.start, message: "This must be text." };
    texts.push(text);
  }
  return texts;
}

/** What is wrong with the number of words; undefined: nothing. */
export function countProblem(
  { name, usage }: Command,
  { words }: ParsedFlags,
  least: number,
  most: number,
): LineProblem | undefined {
  if (words.length >= least && words.length <= most) return undefined;
  const message = words.length < least ? "Something is missing" : "There is a word too many";
  return { column: words[most]?.start ?? words.at(-1)?.end ?? 0, message: `${message}: ${name} ${usage}`.trim() };
}

/** A word that stands for a key. */
export function keyIn(word: Word | undefined): ReturnType<typeof asKey> {
  return asKey(word?.bytes ?? new Uint8Array());
}
