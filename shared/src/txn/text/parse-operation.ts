/** One `put`, `get` or `del` line of etcdctl's transaction text. */
import { asKey, asValue, decodeUtf8 } from "../../model/bytes.ts";
import {
  asLeaseId,
  asRevision,
  compareInt64,
  noLease,
  parseInt64,
  zeroInt64,
  type Int64,
  type LeaseId,
} from "../../model/int64.ts";
import { openEnd, prefixEnd, type KeyRange } from "../../model/range.ts";
import type { Operation, RangeRequest, SortOrder, SortTarget } from "../../model/txn.ts";
import { argify, isLineProblem, type LineProblem, type Word } from "./argify.ts";
import { parseFlags, type FlagKinds, type ParsedFlags } from "./parse-flags.ts";

const putFlags: FlagKinds = { lease: "text", "prev-kv": "switch", "ignore-value": "switch", "ignore-lease": "switch" };
const rangeFlags: FlagKinds = { prefix: "switch", "from-key": "switch" };
/** The flags that every etcdctl since 3.5 has; 3.7 has filters by revision as well. */
const getFlags: FlagKinds = {
  ...rangeFlags,
  limit: "text",
  rev: "text",
  order: "text",
  "sort-by": "text",
  consistency: "text",
  "keys-only": "switch",
  "count-only": "switch",
  "print-value-only": "switch",
};
const delFlags: FlagKinds = { ...rangeFlags, "prev-kv": "switch", range: "switch" };

/** Reads one line; where it is none that etcdctl would take, the first problem in it. */
export function parseOperation(line: string): Operation | LineProblem {
  const words = argify(line);
  if (isLineProblem(words)) return words;
  const [first, ...rest] = words;
  const verb = first === undefined ? undefined : decodeUtf8(first.bytes);
  switch (verb) {
    case "put":
      return withFlags(verb, rest, putFlags, readPut);
    case "get":
      return withFlags(verb, rest, getFlags, readGet);
    case "del":
      return withFlags(verb, rest, delFlags, readDel);
    case undefined:
    default:
      return { column: first?.start ?? 0, message: "An operation must start with put, get or del." };
  }
}

function withFlags(
  verb: string,
  words: readonly Word[],
  kinds: FlagKinds,
  read: (flags: ParsedFlags) => Operation | LineProblem,
): Operation | LineProblem {
  const flags = parseFlags(verb, words, kinds);
  if (isLineProblem(flags)) return flags;
  if (flags.words.length === 0) return { column: 0, message: `${verb} requires a key.` };
  const [, , third] = flags.words;
  if (third !== undefined) return { column: third.start, message: "Unexpected word. Quote text that contains spaces." };
  return read(flags);
}

/** The put that flags and words mean. */
export function readPut({ words: [key, value], text, on }: ParsedFlags): Operation | LineProblem {
  const ignoreValue = on.has("ignore-value");
  if (ignoreValue && value !== undefined)
    return { column: value.start, message: "--ignore-value does not take a value." };
  if (!ignoreValue && value === undefined) {
    return { column: key?.end ?? 0, message: 'put requires a value. Use "" for an empty one.' };
  }
  const lease = readLease(text.get("lease"));
  if (typeof lease !== "string") return lease;
  return {
    kind: "put",
    request: {
      key: asKey(key?.bytes ?? new Uint8Array()),
      ...(value === undefined ? {} : { value: asValue(value.bytes) }),
      ...(lease === noLease ? {} : { lease }),
      ...(on.has("prev-kv") ? { prevKv: true } : {}),
      ...(ignoreValue ? { ignoreValue } : {}),
      ...(on.has("ignore-lease") ? { ignoreLease: true } : {}),
    },
  };
}

type FlagText = { readonly value: string; readonly word: Word } | undefined;

/** A lease in hex, as etcdctl takes it, also with the 0x that etcdctl refuses; zero where there is none. */
export function readLease(flag: FlagText): LeaseId | LineProblem {
  if (flag === undefined) return noLease;
  const digits = /^([+-]?)(?:0x)?0*([0-9a-f]{1,16})$/i.exec(flag.value);
  const magnitude = digits === null ? undefined : BigInt(`0x${digits[2]}`);
  const id = parseInt64(`${digits?.[1] ?? ""}${magnitude}`);
  if (id === undefined || magnitude === undefined || magnitude >= 2n ** 63n) {
    return { column: flag.word.start, message: "A lease ID has up to 16 hex digits." };
  }
  return asLeaseId(id);
}

/** The range that key, range end and `--prefix` or `--from-key` mean. */
export function readRange({ words: [start, end], on }: ParsedFlags): KeyRange | LineProblem {
  const prefix = on.has("prefix");
  const fromKey = on.has("from-key");
  const column = start?.start ?? 0;
  if (prefix && fromKey) return { column, message: "Use --prefix or --from-key, not both." };
  if (end !== undefined && (prefix || fromKey)) {
    return { column: end.start, message: "--prefix and --from-key do not take a range end." };
  }
  const key = asKey(start?.bytes ?? new Uint8Array());
  // etcdctl takes an empty key for the lowest one, with either flag.
  if ((prefix || fromKey) && key.length === 0) return { key: openEnd, rangeEnd: openEnd };
  if (prefix) return { key, rangeEnd: prefixEnd(key) };
  if (fromKey) return { key, rangeEnd: openEnd };
  return end === undefined || end.bytes.length === 0 ? { key } : { key, rangeEnd: asKey(end.bytes) };
}

const sortTargets: Readonly<Record<string, SortTarget>> = {
  KEY: "KEY",
  VERSION: "VERSION",
  CREATE: "CREATE",
  MODIFY: "MOD",
  VALUE: "VALUE",
};
const sortOrders: Readonly<Record<string, SortOrder>> = { ASCEND: "ASCEND", DESCEND: "DESCEND" };

/** The read that flags and words mean; the filters by revision, which only newer versions have, are not looked at. */
export function readGet(flags: ParsedFlags): Operation | LineProblem {
  const range = readRange(flags);
  if (isLineProblem(range)) return range;
  const { text, on } = flags;
  const order = readChoice("order", text.get("order"), sortOrders);
  if (isProblem(order)) return order;
  const target = readChoice("sort-by", text.get("sort-by"), sortTargets);
  if (isProblem(target)) return target;
  const consistency = readChoice("consistency", text.get("consistency"), { L: "l", S: "s" } as const);
  if (isProblem(consistency)) return consistency;
  const numbers = readNumbers(text);
  if (isLineProblem(numbers)) return numbers;
  const keysOnly = on.has("keys-only");
  if (keysOnly && on.has("count-only")) {
    return { column: 0, message: "Use --keys-only or --count-only, not both." };
  }
  return {
    kind: "range",
    request: {
      ...range,
      ...numbers,
      ...(order === undefined ? {} : { sortOrder: order }),
      ...(target === undefined ? {} : { sortTarget: target }),
      ...(consistency === "s" ? { serializable: true } : {}),
      ...(keysOnly ? { keysOnly } : {}),
      ...(on.has("count-only") ? { countOnly: true } : {}),
    },
  };
}

/** The delete that flags and words mean. */
export function readDel(flags: ParsedFlags): Operation | LineProblem {
  const range = readRange(flags);
  if (isLineProblem(range)) return range;
  return { kind: "delete", request: { ...range, ...(flags.on.has("prev-kv") ? { prevKv: true } : {}) } };
}

function readChoice<Choice>(
  name: string,
  flag: FlagText,
  choices: Readonly<Record<string, Choice>>,
): Choice | LineProblem | undefined {
  if (flag === undefined || flag.value === "") return undefined;
  const choice = Object.hasOwn(choices, flag.value.toUpperCase()) ? choices[flag.value.toUpperCase()] : undefined;
  return choice ?? { column: flag.word.start, message: `--${name} must be one of ${Object.keys(choices).join(", ")}.` };
}

function isProblem(value: unknown): value is LineProblem {
  return typeof value === "object" && value !== null && isLineProblem(value);
}

function readNumbers(text: ParsedFlags["text"]): Pick<RangeRequest, "limit" | "revision"> | LineProblem {
  const limit = readBound("limit", text.get("limit"));
  if (isProblem(limit)) return limit;
  const revision = readBound("rev", text.get("rev"));
  if (isProblem(revision)) return revision;
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(revision === undefined ? {} : { revision: asRevision(revision) }),
  };
}

/** The number of a flag of `get`, which passes over what is below zero. */
export function readBound(name: string, flag: FlagText): Int64 | LineProblem | undefined {
  const number = flag === undefined ? undefined : parseGoInteger(flag.value);
  return number !== undefined && compareInt64(number, zeroInt64) < 0 ? undefined : readNumber(name, flag);
}

/** The whole number of a flag; undefined where it is not there or zero. */
export function readNumber(name: string, flag: FlagText): Int64 | LineProblem | undefined {
  if (flag === undefined) return undefined;
  const number = parseGoInteger(flag.value);
  if (number === undefined || compareInt64(number, zeroInt64) < 0) {
    return { column: flag.word.start, message: `--${name} must be a whole number.` };
  }
  return number === zeroInt64 ? undefined : number;
}

const goInteger = /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?\d)*)$/;

/** An int64 as pflag reads it: `1_000`, `0x10`, `0o17`, `017`. Source: strconv.ParseInt with base 0. */
function parseGoInteger(text: string): Int64 | undefined {
  const match = goInteger.exec(text);
  if (match === null) return undefined;
  const [, sign = "", digits = ""] = match;
  const plain = digits.replaceAll("_", "").toLowerCase();
  const magnitude = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : plain);
  return magnitude < 2n ** 63n ? parseInt64(`${sign}${magnitude}`) : undefined;
}
