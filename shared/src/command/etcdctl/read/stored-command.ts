/**
 * A command as it may be kept and shown again. It is judged from what was understood of it, never by its look: a
 * password that the console understood as one is left out, and what it did not understand is not kept at all. Nor is
 * the data of a Secret, whoever typed it.
 */
import { isStoredSecret, speaksOfSecret } from "../../../kubernetes/stored-secret.ts";
import { decodeUtf8 } from "../../../model/bytes.ts";
import { quoteSh } from "../../shell/sh-quote.ts";
import { isLineProblem, type Word } from "../../../txn/text/argify.ts";
import type { Given } from "../../../txn/text/parse-flags.ts";
import { findCommand, isPassedOver, secretFlags, subcommandsOf } from "./grammar.ts";
import { readCommand, type ReadCommand } from "./read-command.ts";

/** The commands whose words or lines hold a password. */
const takePasswords: ReadonlySet<string> = new Set(["user add", "user passwd"]);
/** The commands whose lines are kept with them. */
const keepLines: ReadonlySet<string> = new Set(["put", "txn"]);

/** The command without secrets; undefined: it was not understood, so that nothing of it may be kept. */
export function storedCommand(text: string): string | undefined {
  const read = readCommand(text);
  if (isLineProblem(read)) return undefined;
  if ("help" in read) return isTopic(read.help) ? `help ${read.help}` : "help";
  if ("about" in read) return read.name;
  if (carriesSecret(text, read)) return read.command.name;
  return isAsTyped(read) ? text : rebuilt(text, read);
}

/** Of a command with a Secret of Kubernetes in it only its name is kept. */
function carriesSecret(text: string, { input }: ReadCommand): boolean {
  return speaksOfSecret(text) || (input !== undefined && isStoredSecret(input));
}

function isTopic(text: string): boolean {
  return findCommand(text) !== undefined || subcommandsOf(text).length > 0;
}

/** Nothing of it is left out, so that its lines and quotes may stay as they were typed. */
function isAsTyped({ command, flags, input, plain, passedOver }: ReadCommand): boolean {
  if (!plain || passedOver.length > 0 || takePasswords.has(command.name)) return false;
  if (input !== undefined && !keepLines.has(command.name)) return false;
  return !flags.given.some((given) => given.kind === "flags" && given.names.some((name) => secretFlags.has(name)));
}

function rebuilt(text: string, { command, flags, input }: ReadCommand): string {
  const first = firstWord(flags.given);
  const words = flags.given.flatMap((given, at) => keptWords(text, given, command.name, first === at));
  const line = [command.name, ...words].join(" ");
  const lines = input === undefined || !keepLines.has(command.name) ? undefined : decodeUtf8(input);
  return lines === undefined ? line : `${line}\n${lines}`;
}

function firstWord(given: readonly Given[]): number {
  return given.findIndex(({ kind }) => kind === "word");
}

function keptWords(text: string, given: Given, command: string, isFirst: boolean): readonly string[] {
  if (given.kind === "flags") {
    if (given.names.some((name) => secretFlags.has(name) || isPassedOver(name))) return [];
    return given.words.map(({ bytes }) => quoteSh(decodeUtf8(bytes) ?? ""));
  }
  if (!takePasswords.has(command)) return [text.slice(given.word.start, given.word.end)];
  return isFirst ? userName(given.word) : [];
}

/** The name before the colon, behind which a password stands. */
function userName({ bytes }: Word): readonly string[] {
  const name = decodeUtf8(bytes)?.split(":", 1)[0] ?? "";
  return name === "" ? [] : [quoteSh(name)];
}
