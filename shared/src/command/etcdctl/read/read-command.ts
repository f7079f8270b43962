/** Words to a command of the table, with its flags, or what is wrong with them. */
import { asKey, decodeUtf8, type Bytes } from "../../../model/bytes.ts";
import { isLineProblem, type LineProblem, type Word } from "../../../txn/text/argify.ts";
import { parseFlags, type ParsedFlags } from "../../../txn/text/parse-flags.ts";
import { parseCommandText } from "./command-text.ts";
import {
  addressesOther,
  commands,
  findCommand,
  globalFlags,
  isPassedOver,
  passedOverFlags,
  subcommandsOf,
  type Command,
} from "./grammar.ts";
import { findElsewhere, likelyMeant, type Elsewhere } from "./other-commands.ts";
import { formats, type Format } from "../print/output.ts";
import { commandWords, flagOfVariable, helpFlag, nameIn, withoutProgram } from "./program-words.ts";

/** A command with what was given to it. */
export interface ReadCommand {
  readonly command: Command;
  readonly flags: ParsedFlags;
  readonly input: Bytes | undefined;
  readonly format: Format;
  readonly hex: boolean;
  /** The flags and variables that are passed over: `--endpoints`, `ETCDCTL_USER`. */
  readonly passedOver: readonly string[];
  /** Some of them name another etcd or another user. */
  readonly addressesOther: boolean;
  /** There is nothing beside the command: nothing before it, no comment. */
  readonly plain: boolean;
}

/** The text asks for help rather than for anything to be done; `topic` may be empty. */
export interface HelpWanted {
  readonly help: string;
}

/** Reads what was typed. An empty text asks for help. */
export function readCommand(text: string): ReadCommand | HelpWanted | Elsewhere | LineProblem {
  const typed = parseCommandText(text);
  if (isLineProblem(typed)) return typed;
  const program = withoutProgram(typed.words);
  if (isLineProblem(program)) return program;
  if (typed.words.length === 0 && text.trim() !== "") {
    return { column: 0, message: "This is a comment. Remove the # to run it." };
  }
  const { words } = program;
  const names = commandWords(words);
  const [first, second] = [nameIn(names[0]), nameIn(names[1])];
  if (first === "" || first === "help") return { help: helpTopic(names, words) };
  const direct = findCommand(first);
  const command = direct ?? findCommand(`${first} ${second}`);
  if (command === undefined) return unknownCommand(first, second, words, names);
  const own = names.slice(0, direct === undefined ? 2 : 1);
  const rest = [...program.flags, ...words.filter((word) => !own.includes(word))];
  const flags = parseFlags(command.name, rest, kindsOf(command), {
    letters: lettersOf(command),
    unsaid: unsaidFlags,
  });
  if (isLineProblem(flags)) return flags;
  if (flags.on.has("help")) return { help: command.name };
  const problem = expansionIn(flags) ?? durationProblem(flags) ?? watchProblem(command, flags);
  if (problem !== undefined) return problem;
  const over = flags.given.flatMap((given) => (given.kind === "flags" ? given.names.filter(isPassedOver) : []));
  const variables = program.passedOver;
  return withFormat({
    command,
    flags,
    input: typed.input,
    passedOver: [...new Set([...over.map((name) => `--${name}`), ...variables])],
    addressesOther: over.some(addressesOther) || variables.some((name) => addressesOther(flagOfVariable(name) ?? "")),
    plain: typed.plain && !program.hasPrelude,
  });
}

/** `help get`, which may name a group or nothing. */
function helpTopic(names: readonly Word[], words: readonly Word[]): string {
  const [help] = names;
  const rest = help === undefined ? [] : words.slice(words.indexOf(help) + 1);
  return rest
    .map(nameIn)
    .filter((word) => !word.startsWith("-"))
    .slice(0, 2)
    .join(" ");
}

const unsaidFlags: ReadonlySet<string> = new Set([...passedOverFlags, helpFlag].map(({ name }) => name));

/** A variable that a shell would expand, where its value would matter. */
function expansionIn({ given }: ParsedFlags): LineProblem | undefined {
  for (const piece of given) {
    const words = piece.kind === "word" ? [piece.word] : piece.names.every(isPassedOver) ? [] : piece.words;
    const found = words.find(({ expands }) => expands !== undefined)?.expands;
    if (found !== undefined) return found;
  }
  return undefined;
}

const timeFlags = ["dial-timeout", "command-timeout", "keepalive-time", "keepalive-timeout"];
/** Source: Go's time.ParseDuration. */
const goDuration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** etcdctl refuses these values even where they would make no difference. */
function durationProblem({ text }: ParsedFlags): LineProblem | undefined {
  for (const name of timeFlags) {
    const flag = text.get(name);
    if (
      flag !== undefined &&
      flag.word.expands === undefined &&
      !goDuration.test(flag.value) &&
      !flag.value.startsWith("$")
    ) {
      return { column: flag.word.start, message: `--${name} must be a duration such as 5s or 1m30s.` };
    }
  }
  return undefined;
}

/** What follows -- after a watch's key is a program that etcdctl would run for each event. */
function watchProblem({ name }: Command, { given }: ParsedFlags): LineProblem | undefined {
  if (name !== "watch") return undefined;
  const dash = given.findIndex((piece) => piece.kind === "flags" && piece.names.length === 0);
  if (dash === -1 || given.slice(0, dash).every(({ kind }) => kind !== "word")) return undefined;
  const next = given[dash + 1];
  const column = next?.kind === "word" ? next.word.start : 0;
  return { column, message: "The console cannot run other programs. Remove -- and everything after it." };
}

function unknownCommand(
  first: string,
  second: string,
  words: readonly Word[],
  names: readonly Word[],
): HelpWanted | Elsewhere | LineProblem {
  const away = findElsewhere(first, second);
  if (away !== undefined) return away;
  const below = subcommandsOf(first);
  const column = names[0]?.start ?? 0;
  if (below.length === 0) {
    const meant = likelyMeant(first);
    const known = [...new Set(commands.map(({ name }) => name.split(" ", 1)[0]))].join(", ");
    const hint = meant === undefined ? `Commands: ${known}.` : `Did you mean ${meant}?`;
    return { column, message: `Unknown command “${first}”. ${hint}` };
  }
  if (second === "" || words.some((word) => ["--help", "-h"].includes(nameIn(word)))) return { help: first };
  const known = below.map(({ name }) => name.slice(first.length + 1)).join(", ");
  return {
    column: names[1]?.start ?? 0,
    message: `Unknown command “${first} ${second}”. Commands of ${first}: ${known}.`,
  };
}

function flagsOf(command: Command) {
  return [...command.flags, ...globalFlags, ...passedOverFlags, helpFlag];
}

function kindsOf(command: Command) {
  return Object.fromEntries(flagsOf(command).map(({ name, kind }) => [name, kind]));
}

function lettersOf(command: Command): Readonly<Record<string, string>> {
  return Object.fromEntries(
    flagsOf(command).flatMap(({ name, letter }) => (letter === undefined ? [] : [[letter, name]])),
  );
}

function withFormat(read: Omit<ReadCommand, "format" | "hex">): ReadCommand | LineProblem {
  const { command, flags } = read;
  const asked = flags.text.get("write-out");
  const format = formats.find((known) => known === (asked?.value ?? "simple"));
  const column = asked?.word.start ?? 0;
  if (format === undefined) {
    return { column, message: `--write-out must be one of ${formats.join(", ")}, not ${asked?.value ?? ""}.` };
  }
  const isPlain = command.formats.length === 1;
  if (!isPlain && !command.formats.includes(format)) {
    return { column, message: `${command.name} does not support -w ${format}. Use ${command.formats.join(", ")}.` };
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
    if (text === undefined) return { column: word.start, message: "Expected UTF-8 text." };
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
  const message = words.length < least ? "Missing argument" : "Too many arguments";
  return { column: words[most]?.start ?? words.at(-1)?.end ?? 0, message: `${message}: ${name} ${usage}`.trim() };
}

/** A word that stands for a key. */
export function keyIn(word: Word | undefined): ReturnType<typeof asKey> {
  return asKey(word?.bytes ?? new Uint8Array());
}
