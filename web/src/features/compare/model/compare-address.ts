/** A comparison as the address of the page spells it: both sides, what is ignored, and how the result is shown. */
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { parseAt, type At } from "@etcd-explorer/shared/model/at";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { CompareField, CompareSearch } from "./compare-fields.ts";
import type { IgnoreText } from "@etcd-explorer/shared/read/compare/parse-ignore";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";

export interface SideAddress {
  /** As the URL spells connections. */
  readonly connection: string;
  readonly prefix: Key;
  /** `live`: pinned to the newest revision when the comparison begins. */
  readonly at: At;
}

/** What is compared. */
export interface CompareAddress extends OfSides<SideAddress> {
  /** The rules as they were typed. */
  readonly ignore: IgnoreText;
}

const letters = { left: "a", right: "b" } as const satisfies OfSides<string>;

/** What is wrong with a side of an address, by its field. */
export interface SideProblem {
  readonly field: "prefix" | "revision";
  readonly message: string;
}

/** The problem of each side that has one. */
export type SideProblems = Readonly<Partial<Record<SideName, SideProblem | undefined>>>;

/** Reads an address. A field that cannot be read is left out of it, and named. `connection`: that of the path. */
export function parseCompareAddress(
  search: CompareSearch,
  connection: string,
): { readonly address: CompareAddress; readonly problems: SideProblems } {
  const [left, right] = [parseSide(search, "left", connection), parseSide(search, "right", connection)];
  return {
    address: { left: left.side, right: right.side, ignore: parseIgnore(search) },
    problems: { ...(left.problem && { left: left.problem }), ...(right.problem && { right: right.problem }) },
  };
}

/** Nothing is ignored. */
export const noRules: IgnoreText = { prefixes: "", fields: "", leases: false };

function parseIgnore({ ignore = "", ignoreFields = "", ignoreLeases }: CompareSearch): IgnoreText {
  return { prefixes: ignore, fields: ignoreFields, leases: ignoreLeases !== undefined };
}

function parseSide(search: CompareSearch, name: SideName, path: string): { side: SideAddress; problem?: SideProblem } {
  const letter = letters[name];
  const [prefixText, atText] = [search[`${letter}Prefix`] ?? "", search[`${letter}At`]];
  const prefix = parseKeyText(prefixText);
  const at = atText === undefined ? "live" : parseAt(atText);
  const side = { connection: search[letter] ?? path, prefix: prefix ?? noKey, at: at ?? "live" } as const;
  if (prefix === undefined) return { side, problem: { field: "prefix", message: "Invalid prefix" } };
  if (at === undefined) return { side, problem: { field: "revision", message: "Invalid revision" } };
  return { side };
}

const noKey: Key = asKey(new Uint8Array());

/** The fields that say what is compared, absent ones as undefined: they take the place of those before. */
export function formatCompareAddress(
  { left, right, ignore }: CompareAddress,
  connection: string,
): Readonly<Record<CompareField, string | undefined>> {
  return {
    a: left.connection === connection ? undefined : left.connection,
    aPrefix: formatKey(left.prefix) || undefined,
    aAt: left.at === "live" ? undefined : left.at,
    b: right.connection === connection ? undefined : right.connection,
    bPrefix: formatKey(right.prefix) || undefined,
    bAt: right.at === "live" ? undefined : right.at,
    ignore: ignore.prefixes || undefined,
    ignoreFields: ignore.fields || undefined,
    ignoreLeases: ignore.leases ? "yes" : undefined,
  };
}

/** The same without the absent ones. */
export function searchOf(address: CompareAddress, connection: string): Readonly<Record<string, string>> {
  const fields = Object.entries(formatCompareAddress(address, connection));
  return Object.fromEntries(fields.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

/** Both sides the other way round. */
export function swapSides({ left, right, ignore }: CompareAddress): CompareAddress {
  return { left: right, right: left, ignore };
}

/** Whether two addresses compare the same. */
export function isSameComparison(one: CompareAddress, other: CompareAddress): boolean {
  return JSON.stringify(formatCompareAddress(one, "")) === JSON.stringify(formatCompareAddress(other, ""));
}

/** Whether both sides are one and the same: there is nothing to compare. */
export function isOneSide({ left, right }: CompareAddress): boolean {
  return (
    left.connection === right.connection && left.at === right.at && formatKey(left.prefix) === formatKey(right.prefix)
  );
}
