/** Where in a YAML text the caret stands, read from its indents: the text is not whole while somebody types. */
import type { Step } from "@etcd-explorer/shared/kubernetes/object-value";
import type { CursorSpot } from "./cursor-spot.ts";

/** A line as far as its layout tells: its dashes, and the name that begins behind them. */
interface Line {
  readonly dashes: readonly number[];
  readonly column: number;
  readonly name: string | undefined;
  /** What stands behind the name, without a comment. */
  readonly rest: string;
}

const typedName = /^( *(?:- +)*)([\w./-]*)$/;
const typedValue = /^( *(?:- +)*)("[^"]*"|'[^']*'|[^\s#:"'][^:]*):\s+([\w./-]*)$/;

/** Undefined: in a text of several lines, a comment, a flow map, or where no name or value begins. */
export function yamlCursor(text: string, at: number): CursorSpot | undefined {
  const lines = text.slice(0, at).split("\n");
  const typed = lines.pop() ?? "";
  const value = typedValue.exec(typed);
  const name = value === null ? typedName.exec(typed) : undefined;
  const [, lead = "", word = "", typedRest = ""] = value ?? name ?? [];
  if (value === null && name === null) return undefined;
  const around = pathOf(lines, { dashes: dashesOf(lead), column: lead.length, name: undefined, rest: "" });
  if (around === undefined) return undefined;
  const [lineRest = "", ...below] = text.slice(at).split("\n");
  const wordRest = /^[\w./-]*/.exec(lineRest)?.[0] ?? "";
  const spot = { from: at - (value === null ? word : typedRest).length, to: at + wordRest.length, isQuoted: false };
  if (value !== null) return { ...spot, path: [...around, unquoted(word)], is: "value", siblings: new Set() };
  const hasColon = lineRest.slice(wordRest.length).startsWith(":");
  return { ...spot, path: around, is: "name", hasColon, siblings: siblingsOf(lines, below, lead) };
}

/** The path of the map in which a line stands; undefined: it goes on a text of the line above. */
function pathOf(lines: readonly string[], from: Line): readonly Step[] | undefined {
  const path: Step[] = [];
  let { column } = from;
  let isItem = false;
  /** Out of the lists that begin in a line. */
  const climb = ({ dashes }: Line) => {
    for (const dash of dashes.toReversed()) {
      path.unshift(0);
      column = dash;
      isItem = true;
    }
  };
  climb(from);
  for (const text of lines.toReversed()) {
    const line = readLine(text);
    if (line === undefined || line.column > column) continue;
    if (!isItem && line.column === column) climb(line);
    // A list may begin in the column of its own name.
    else if (line.column < column || (isItem && line.name !== undefined)) {
      if (line.name === undefined || line.rest !== "") return undefined;
      path.unshift(line.name);
      ({ column } = line);
      isItem = false;
      climb(line);
    }
  }
  return path;
}

function siblingsOf(above: readonly string[], below: readonly string[], lead: string): ReadonlySet<string> {
  const names = new Set<string>();
  const column = lead.length;
  const look = (text: string, isAbove: boolean): boolean => {
    const line = readLine(text);
    if (line === undefined) return true;
    const dash = line.dashes.at(-1);
    const startsItem = dash !== undefined && dash < column;
    if (line.column < column || (startsItem && !isAbove)) return false;
    if (line.column === column && line.name !== undefined) names.add(line.name);
    return !(startsItem && line.column === column);
  };
  if (!lead.includes("-")) for (let row = above.length - 1; row >= 0; row--) if (!look(above[row] ?? "", true)) break;
  for (const text of below) if (!look(text, false)) break;
  return names;
}

const lineParts = /^( *(?:-(?: +|$))*)(?:("[^"]*"|'[^']*'|[^\s#:"'{[][^:#]*?):(?:\s+|$))?(.*)$/;

/** Undefined: blank, or a comment alone. */
function readLine(text: string): Line | undefined {
  const [, lead = "", name, rest = ""] = lineParts.exec(text.trimEnd()) ?? [];
  const said = rest.replace(/(?:^|\s)#.*$/, "").trim();
  if (name === undefined && said === "" && !lead.includes("-")) return undefined;
  return { dashes: dashesOf(lead), column: lead.length, name: name && unquoted(name), rest: said };
}

function dashesOf(lead: string): readonly number[] {
  return [...lead.matchAll(/-/g)].map(({ index }) => index);
}

function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name;
}
