/** An object as the text in which a find looks: a line for each field, so that values are found and not bytes. */
import type { Facts } from "./facts.ts";
import { isList, isNumberText, isObjectMap, type ObjectValue } from "./object-value.ts";
import { isStoredObject } from "./object-magic.ts";
import { readStoredObject } from "./stored-object.ts";

export interface SearchedObject {
  /** `nodeName: node-3`, indented as YAML is, texts without quotes. */
  readonly text: string;
  /** Fields that the table does not know stand in the bytes alone. */
  readonly isWhole: boolean;
}

/** Undefined: no object, or one that cannot be read. About 0.7 ms for a Pod of 4 KB. */
export function searchedObject(value: Uint8Array, facts: Facts): SearchedObject | undefined {
  if (!isStoredObject(value)) return undefined;
  const object = readStoredObject(value, facts);
  if (object.kind === "unread") return undefined;
  const lines: string[] = [];
  addLines(lines, object.value, "", "");
  return { text: lines.join("\n"), isWhole: object.unknownFields === 0 };
}

/** `lead`: what stands before it in its own line. */
function addLines(lines: string[], value: ObjectValue, lead: string, indent: string): void {
  if (isObjectMap(value)) {
    let next = lead;
    for (const [name, item] of value) {
      if (isObjectMap(item) || isList(item)) {
        lines.push(`${next}${name}:`);
        const inner = isList(item) ? indent : `${indent}  `;
        addLines(lines, item, inner, inner);
      } else lines.push(`${next}${name}: ${scalarText(item)}`);
      next = indent;
    }
  } else if (isList(value)) {
    for (const item of value) addLines(lines, item, `${indent}- `, `${indent}  `);
  } else lines.push(lead + scalarText(value));
}

function scalarText(value: ObjectValue): string {
  if (isNumberText(value)) return value.number;
  return typeof value === "string" ? value : JSON.stringify(value);
}
