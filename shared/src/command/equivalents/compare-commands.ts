/** A comparison of two sides as commands for a shell: what `etcdctl get` prints of each, and `diff` of both. */
import { equalBytes, type Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { formatEtcdctl } from "./etcdctl.ts";
import type { Equivalent, EquivalentTarget } from "./target.ts";

export interface CommandSide {
  /** By which the variable of its endpoints is named. */
  readonly letter: "A" | "B";
  readonly target: EquivalentTarget;
  readonly prefix: Key;
  /** Pinned; left out: the newest. */
  readonly revision?: Revision;
}

/**
 * One command for bash: `diff <(etcdctl get … --rev=N) <(etcdctl get … --rev=M)`. Where the addresses of a side are not
 * known, a variable stands for them, so that both sides can be two clusters.
 */
export function formatComparison(left: CommandSide, right: CommandSide): Equivalent {
  const sides = [left, right].map((side) => ({ ...side, said: formatSide(side) }));
  const refused = sides.map(({ said }) => said).find((said) => "unavailable" in said);
  if (refused !== undefined) return refused;
  const commands = sides.flatMap(({ letter, target, said }) => {
    if ("unavailable" in said) return [];
    const place = target.endpoints.length === 0 ? `export ETCDCTL_ENDPOINTS="$${variableOf(letter)}"; ` : "";
    // A here-document ends with a line of its own.
    const end = said.text.includes("\n") ? "\n  " : "";
    return [`  <(${place}${said.text}${end})`];
  });
  const unknown = sides.filter(({ target }) => target.endpoints.length === 0).map(({ letter }) => variableOf(letter));
  const notes = sides.flatMap(({ said }) => ("unavailable" in said ? [] : said.notes));
  return {
    text: `diff \\\n${commands.join(" \\\n")}`,
    notes: [
      ...(unknown.length === 0 ? [] : [`Set ${unknown.join(" and ")} to the endpoints first.`]),
      ...new Set(notes.filter((note) => !note.includes("ETCDCTL_ENDPOINTS"))),
      "Needs bash or zsh. diff shows keys and values, not leases.",
      ...(equalBytes(left.prefix, right.prefix) ? [] : ["The keys of two prefixes differ on every line."]),
    ],
  };
}

const variableOf = (letter: string): string => `ENDPOINTS_${letter}`;

function formatSide({ target, prefix, revision }: CommandSide): Equivalent {
  const request = { ...prefixRange(prefix), ...(revision === undefined ? {} : { revision }) };
  return formatEtcdctl({ kind: "range", request }, target);
}
