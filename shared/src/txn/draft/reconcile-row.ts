/** One row of a draft that was made anew from text, given back what the text does not say. */
import { encodeTxnRequest } from "../../wire/txn.ts";
import { withForm } from "./bytes-text.ts";
import type { BytesText, CompareRow, OperationRow, TxnDraft } from "./draft.ts";
import { readDraft } from "./read-draft.ts";

export type Row = CompareRow | OperationRow;

/** Whether two rows hold the same in every field, whatever their IDs and whether they are folded. */
export function sameFields(one: Row, two: Row): boolean {
  if (kindOf(one) !== kindOf(two)) return false;
  if ("draft" in one && "draft" in two) return sameRows(one.draft, two.draft);
  // Rows of one kind have the same fields.
  return Object.keys(one).every((name) => {
    const [content, other]: unknown[] = [Reflect.get(one, name), Reflect.get(two, name)];
    return name === "id" || sameContent(content, other);
  });
}

function sameRows(one: TxnDraft, two: TxnDraft): boolean {
  return (["compare", "success", "failure"] as const).every((lane) => {
    const rows: readonly Row[] = one[lane];
    const others: readonly Row[] = two[lane];
    if (rows.length !== others.length) return false;
    return rows.every((row, at) => {
      const other = others[at];
      return other !== undefined && sameFields(row, other);
    });
  });
}

function sameContent(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (typeof one !== "object" || typeof two !== "object" || one === null || two === null) return false;
  return Object.keys(one).every((name) => Reflect.get(one, name) === Reflect.get(two, name));
}

// A row never changes: what it means is read once.
const meanings = new WeakMap<Row, { readonly meaning: string | undefined }>();

/** What a row means, as text to compare; undefined where a field cannot be read. */
export function meaningOf(row: Row): string | undefined {
  const known = meanings.get(row);
  if (known !== undefined) return known.meaning;
  const { request, problems } = readDraft(alone(row));
  const meaning = problems.length > 0 ? undefined : JSON.stringify(encodeTxnRequest(request));
  meanings.set(row, { meaning });
  return meaning;
}

function alone(row: Row): TxnDraft {
  return "kind" in row ? { compare: [], success: [row], failure: [] } : { compare: [row], success: [], failure: [] };
}

/** Fields that say one thing together. What the text left out, or spelled otherwise, is in one of them. */
const groups: readonly (readonly string[])[] = [
  ["key", "span", "end"],
  ["end"],
  ["value"],
  ["operand"],
  ["lease"],
  ["limit"],
  ["revision"],
  ["minModRevision"],
  ["maxModRevision"],
  ["minCreateRevision"],
  ["maxCreateRevision"],
];

/**
 * The row that means what `after` means, as far as that goes with the ID, the spelling and the hidden fields of
 * `before`. The same object as `before` where nothing else changed.
 */
export function reconcileRow<Kept extends Row>(before: Row, after: Kept): Kept {
  const meaning = meaningOf(after);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of the same kind have the same fields
  if (kindOf(before) === kindOf(after) && meaningOf(before) === meaning && meaning !== undefined) return before as Kept;
  let row: Kept = { ...after, id: before.id };
  const old = new Map<string, unknown>(Object.entries(before));
  const tryWith = (fields: Readonly<Record<string, unknown>>) => {
    const candidate = { ...row, ...fields };
    if (meaningOf(candidate) === meaning) row = candidate;
  };
  for (const names of groups) {
    if (!names.every((name) => name in after && old.has(name))) continue;
    tryWith(Object.fromEntries(names.map((name) => [name, old.get(name)])));
  }
  const form = valueOf(before)?.form;
  const value = valueOf(row);
  // Other bytes are typed in the form that was chosen for the old ones, where that can hold them.
  if (form !== undefined && value !== undefined && value.form !== form) tryWith({ value: withForm(value, form) });
  return row;
}

function valueOf(row: Row): BytesText | undefined {
  return "value" in row ? row.value : undefined;
}

/** `compare` for a condition. */
export function kindOf(row: Row): "compare" | OperationRow["kind"] {
  return "kind" in row ? row.kind : "compare";
}
