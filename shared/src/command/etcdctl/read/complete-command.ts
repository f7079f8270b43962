/** What Tab offers in a command: commands, flags, their values, and, for the caller to look up, keys. */
import { isLineProblem } from "../../../txn/text/argify.ts";
import { parseCommandText } from "./command-text.ts";
import { nameIn, withoutProgram } from "./program-words.ts";
import { commands, findCommand, globalFlags, subcommandsOf, type Command } from "./grammar.ts";

export interface CommandCompletion {
  /** Where what is replaced begins; it ends at the caret. */
  readonly from: number;
  readonly options: readonly string[];
  /** Keys that begin so could stand here. */
  readonly keyPrefix?: string;
}

const nothing = (at: number): CommandCompletion => ({ from: at, options: [] });

/** Completes the word that ends at the caret, at the end of `before`. */
export function completeCommand(before: string): CommandCompletion {
  const typed = parseCommandText(before);
  if (isLineProblem(typed) || typed.input !== undefined) return nothing(before.length);
  const opensWord = before === "" || /\s$/.test(before);
  // The word that is being typed may turn out to be the program's name.
  const last = opensWord ? undefined : typed.words.at(-1);
  const program = withoutProgram(typed.words);
  const words = isLineProblem(program) ? [] : program.words.map(nameIn);
  const word = opensWord ? "" : (words.at(-1) ?? "");
  const from = last?.start ?? before.length;
  const earlier = opensWord ? words : words.slice(0, -1);
  const pick = (options: readonly string[]): CommandCompletion => ({
    from,
    options: options.filter((option) => option.startsWith(word) && option !== word),
  });
  const [first] = earlier;
  if (first === undefined) return pick([...new Set(commands.map(({ name }) => name.split(" ", 1)[0] ?? ""))]);
  const command = findCommand(first) ?? findCommand(earlier.slice(0, 2).join(" "));
  if (command === undefined) return pick(subcommandsOf(first).map(({ name }) => name.slice(first.length + 1)));
  return completeArgument(command, { word, from, previous: earlier.at(-1) ?? "", pick });
}

interface Place {
  readonly word: string;
  readonly from: number;
  readonly previous: string;
  readonly pick: (options: readonly string[]) => CommandCompletion;
}

function completeArgument(command: Command, { word, from, previous, pick }: Place): CommandCompletion {
  const flags = [...command.flags, ...globalFlags];
  const valuesOf = (name: string) =>
    name === "write-out" ? command.formats : (flags.find((flag) => flag.name === name)?.values ?? []);
  const assigned = /^--([a-z-]+)=/.exec(word)?.[1];
  if (assigned !== undefined) return pick(valuesOf(assigned).map((value) => `--${assigned}=${value}`));
  if (word.startsWith("-")) {
    return pick(flags.map(({ name, kind }) => (kind === "switch" ? `--${name}` : `--${name}=`)));
  }
  const flag = previous === "-w" ? "write-out" : (/^--([a-z-]+)$/.exec(previous)?.[1] ?? "");
  if (flags.some(({ name, kind }) => name === flag && kind === "text")) return pick(valuesOf(flag));
  return command.completes === "key" ? { from, options: [], keyPrefix: word } : nothing(from);
}
