/** What can stand where the caret is: paths, fields of a body, and their values. */
import { fieldsOf, findField, type FieldType } from "./messages.ts";
import { apiOperations } from "./operations.ts";

/** The options replace what stands between `from` and the caret. */
export interface Completion {
  readonly from: number;
  readonly options: readonly string[];
}

/** Paths that hold what was typed: those that begin with it, else those in which it occurs. */
export function completePath(typed: string): Completion {
  const paths = apiOperations.map(({ name }) => `/v3/${name}`);
  const wanted = typed.trim();
  const begins = paths.filter((path) => path.startsWith(wanted));
  return { from: 0, options: begins.length > 0 ? begins : paths.filter((path) => path.includes(wanted)) };
}

/** Fields and values at the caret, which stands at the end of `before`. */
export function completeBody(message: string, before: string): Completion {
  const place = placeOf(message, before);
  // Texts that are closed hold no word that is being typed.
  const open = before.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => "_".repeat(text.length));
  const typed = /(?:b?"[^"]*|[A-Za-z]*)$/.exec(open)?.[0] ?? "";
  const from = before.length - typed.length;
  const all = place.wantsName
    ? [...fieldsOf(place.message)].map(([name, type]) => `"${name}": ${opening(type)}`)
    : valuesOf(place.type, place.name);
  const options = all.filter((option) => option.startsWith(typed) && option !== typed);
  return { from, options };
}

function opening(type: FieldType): string {
  if (type.isList) return "[";
  if (type.kind === "message") return "{";
  return type.kind === "bytes" ? 'b"' : type.kind === "string" ? '"' : "";
}

function valuesOf(type: FieldType | undefined, name: string): string[] {
  if (type === undefined) return [];
  if (type.kind === "bool") return ["true", "false"];
  if (type.kind === "enum") return type.words.map((word) => `"${word}"`);
  if (type.kind === "message") return ["{"];
  if (type.kind !== "bytes") return [];
  return name === "range_end" ? ['b"', "prefix"] : ['b"'];
}

interface Place {
  readonly message: string;
  readonly wantsName: boolean;
  readonly name: string;
  readonly type: FieldType | undefined;
}

const piece = /b?"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Follows the brackets down to the caret. */
function placeOf(message: string, before: string): Place {
  const stack: { message: string; name: string; type: FieldType | undefined; wantsName: boolean }[] = [];
  for (const [text] of before.matchAll(piece)) {
    const top = stack.at(-1);
    if (text === "{") {
      const inner = top === undefined ? message : (top.type?.message ?? "");
      stack.push({ message: inner, name: "", type: undefined, wantsName: true });
    } else if (text === "}") stack.pop();
    else if (top === undefined) continue;
    else if (text === ",")
      top.wantsName = top.type?.isList !== true || before.lastIndexOf("]") > before.lastIndexOf("[");
    else if (text === ":") top.wantsName = false;
    else if (top.wantsName && text.startsWith('"')) {
      const field = findField(top.message, text.slice(1, -1));
      [top.name, top.type] = [field?.name ?? "", field?.type];
    }
  }
  return stack.at(-1) ?? { message, name: "", type: undefined, wantsName: false };
}
