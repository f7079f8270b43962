/** What the etcdctl side of the console shows: commands with what they printed, folded from what happens. */
import type { Elsewhere } from "@etcd-explorer/shared/command/etcdctl/read/other-commands";
import { planCommand } from "@etcd-explorer/shared/command/etcdctl/plan/plan-command";
import { joinParts, type Part } from "@etcd-explorer/shared/command/etcdctl/print/output";
import { showBytes } from "./shown-bytes.ts";

export interface Entry {
  readonly id: number;
  /** As it was typed, without passwords. */
  readonly command: string;
  readonly output: string;
  /** Characters of it that had to make room for newer ones. */
  readonly cutCharacters: number;
  readonly errors: string;
  /** What to try after a failure. */
  readonly advice: string | undefined;
  /** What of the command was passed over, in a sentence. */
  readonly passedOver: string | undefined;
  /** What is so just now, while it runs. */
  readonly note: string | undefined;
  readonly state: "running" | "done" | "failed" | "stopped" | "help" | "elsewhere";
  /** It runs until it is stopped. */
  readonly goesOn: boolean;
  /** The screen that does what the console does not. */
  readonly screen: Elsewhere["screen"];
  readonly durationMs: number | undefined;
}

/** Entries that stay on the screen. */
export const mostEntries = 100;
/** A command may print for long: of one entry the newest lines stay, up to so many characters. */
export const longestOutput = 1024 * 1024;

/** A new entry at the end. Old ones leave, but for those that still run: they must be seen to be stopped. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const over = entries.length + 1 - mostEntries;
  const ended = entries.filter(({ state }) => state !== "running").slice(0, Math.max(0, over));
  const leaving = new Set(ended);
  return [...entries.filter((one) => !leaving.has(one)), entry];
}

/** The entry with more printed. */
export function appendOutput(entries: readonly Entry[], id: number, parts: readonly Part[]): readonly Entry[] {
  const more = showBytes(joinParts(parts));
  return changeEntry(entries, id, ({ output, cutCharacters }) => {
    const whole = output + more;
    if (whole.length <= longestOutput) return { output: whole };
    const over = whole.length - longestOutput;
    const lineEnd = whole.indexOf("\n", over);
    const cut = lineEnd === -1 ? over : lineEnd + 1;
    return { output: whole.slice(cut), cutCharacters: cutCharacters + cut };
  });
}

/** The entry with something else. */
export function changeEntry(
  entries: readonly Entry[],
  id: number,
  change: (entry: Entry) => Partial<Entry>,
): readonly Entry[] {
  return entries.map((entry) => (entry.id === id ? { ...entry, ...change(entry) } : entry));
}

/** Whether Enter begins a new line rather than runs: after a backslash, in a here-document, in a transaction without lines. */
export function wantsMoreLines(text: string): boolean {
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) return true;
  const understood = planCommand(text);
  return understood.kind === "problem" && understood.problem.needsLines === true;
}

/** A new entry of a command that has printed nothing yet. */
export function newEntry(id: number, command: string, state: Entry["state"]): Entry {
  const nothing = {
    advice: undefined,
    passedOver: undefined,
    note: undefined,
    screen: undefined,
    durationMs: undefined,
  };
  return { id, command, output: "", cutCharacters: 0, errors: "", state, goesOn: false, ...nothing };
}

/** The command before or after the one that is shown; beyond the newest stands what was being typed. */
export function stepHistory(history: readonly unknown[], at: number, by: -1 | 1): number {
  return Math.max(0, Math.min(history.length, at + by));
}
