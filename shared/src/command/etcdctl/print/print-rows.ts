/** What printers of members and endpoints have in common. */
import { encodeUtf8 } from "../../../model/bytes.ts";
import type { Json } from "../../../model/json.ts";
import { readList, readObject } from "../../../wire/fields.ts";
import { drawTable } from "./draw-table.ts";
import { quotePercentQ } from "./go-format.ts";
import type { Part, Style } from "./output.ts";

/** The objects of a list. */
export function recordsIn(json: Json, name: string): Json[] {
  return readList(json, name, (item) => readObject(item, name));
}

/** A text as `%q` prints it. */
export function quoted(text: string): string {
  return quotePercentQ(encodeUtf8(text));
}

/** Rows as simple lines or as a table. */
export function rowsIn(header: readonly string[], rows: readonly (readonly string[])[], style: Style): Part[] {
  if (style.format === "table") return [drawTable(header, rows, style)];
  return rows.map((row) => `${row.join(", ")}\n`);
}
