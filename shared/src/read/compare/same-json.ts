/** Whether two texts are the same JSON but for some fields, whatever the order of their fields and their white space. */
import { isJson } from "../../model/json.ts";
import type { FieldStep, IgnoredField } from "./ignore-rules.ts";

/** False where either is no JSON, or is nested so deep that it cannot be told. Integers of any size are exact. */
export function isSameJson(left: string, right: string, fields: readonly IgnoredField[]): boolean {
  try {
    const paths = new Set(fields.flatMap(({ path }) => chainOf(path) ?? []));
    return isSame(parseTagged(left), parseTagged(right), paths);
  } catch (error) {
    // Not JSON, or deeper than the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

const tag = "\u0000";
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Parses with every number as its text behind a tag, since a JavaScript number holds no int64. */
function parseTagged(text: string): unknown {
  // A string that begins like a tag could be taken for a number.
  if (text.includes(String.raw`\u0000`)) throw new SyntaxError("a null character");
  return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : String.raw`"\u0000${token}"`)));
}

/** What is left of a path. Each part is one object, so that a set has it once however many ways lead there. */
interface Path {
  readonly step: FieldStep;
  readonly rest: Path | undefined;
}

function chainOf(steps: readonly FieldStep[]): Path | undefined {
  return steps.reduceRight<Path | undefined>((rest, step) => ({ step, rest }), undefined);
}

function isSame(left: unknown, right: unknown, paths: ReadonlySet<Path>): boolean {
  if (left === right) return true;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (isParent(left) && isParent(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => {
      const below = stepInto(paths, name);
      if (below === "ignored") return true;
      if (!Object.hasOwn(left, name) || !Object.hasOwn(right, name)) return false;
      return isSame(left[name], right[name], below);
    });
  }
  return isSameNumber(left, right);
}

/** An object, or an array, whose names are its indexes. */
function isParent(value: unknown): value is Readonly<Record<string, unknown>> {
  return isJson(value) || Array.isArray(value);
}

/** `1` and `1.0`; beyond 2^53 only what is written alike. */
function isSameNumber(left: unknown, right: unknown): boolean {
  if (typeof left !== "string" || typeof right !== "string") return false;
  if (!left.startsWith(tag) || !right.startsWith(tag)) return false;
  const [one, other] = [Number(left.slice(1)), Number(right.slice(1))];
  return one === other && Math.abs(one) <= Number.MAX_SAFE_INTEGER;
}

/** What is left of the paths within a field; `ignored`: one of them ends with it. */
function stepInto(paths: ReadonlySet<Path>, name: string): ReadonlySet<Path> | "ignored" {
  const below = new Set<Path>();
  // A set is walked with what is added to it meanwhile: where any number of levels may be none, what follows is tried.
  const tried = new Set(paths);
  for (const path of tried) {
    const { step, rest } = path;
    if (step.kind === "deep") {
      below.add(path);
      if (rest !== undefined) tried.add(rest);
    } else if (step.kind === "any" || step.name === name) {
      if (rest === undefined) return "ignored";
      below.add(rest);
    }
  }
  return below;
}
