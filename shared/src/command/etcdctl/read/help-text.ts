/** Help in words, from the table of commands. */
import { commands, findCommand, globalFlags, subcommandsOf, type Command, type Flag } from "./grammar.ts";

/** Help on a command, on a group of them, or on all. */
export function helpText(topic: string): string {
  const command = findCommand(topic);
  if (command !== undefined) return commandHelp(command);
  const below = subcommandsOf(topic);
  const listed = below.length > 0 ? below : commands;
  const width = Math.max(...listed.map(({ name, usage }) => `${name} ${usage}`.length));
  const lines = listed.map(({ name, usage, about }) => `  ${`${name} ${usage}`.padEnd(width)}  ${about}`);
  return `${lines.join("\n")}\n\nHelp for one command: COMMAND --help\n${flagLines(globalFlags)}`;
}

function commandHelp({ name, usage, about, flags }: Command): string {
  return `${`${name} ${usage}`.trim()}\n  ${about}\n\n${flagLines([...flags, ...globalFlags])}`;
}

function flagLines(flags: readonly Flag[]): string {
  const spelled = flags.map(({ name, kind }) => (kind === "switch" ? `--${name}` : `--${name}=…`));
  const width = Math.max(...spelled.map((text) => text.length));
  return flags
    .map(({ about, values }, at) => {
      const choices = values === undefined ? "" : ` (${values.join(", ")})`;
      return `  ${(spelled[at] ?? "").padEnd(width)}  ${about}${choices}\n`;
    })
    .join("");
}
