/** What an editor offers at the caret in the text of an object: names of fields, and values that are known. */
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { fieldsAt, valuesAt, type OfferedField } from "@etcd-explorer/shared/kubernetes/fields-at";
import type { Completion, ObjectStyle } from "#/lib/formats/object-codec.ts";
import type { CursorSpot } from "./cursor-spot.ts";
import { jsonCursor } from "./json-cursor.ts";
import { yamlCursor } from "./yaml-cursor.ts";

/** The kind of the object, which its text does not change. */
export interface CompletedKind {
  readonly apiVersion: string;
  readonly kindName: string;
}

/** Undefined: nothing is known for that place. */
export function completeObject(
  { apiVersion, kindName }: CompletedKind,
  text: string,
  at: number,
  style: ObjectStyle,
): Completion | undefined {
  const message = builtinFacts.messageOfKind(apiVersion, kindName);
  const spot = style === "yaml" ? yamlCursor(text, at) : jsonCursor(text, at);
  if (message === undefined || spot === undefined) return undefined;
  const { from, to } = spot;
  const options =
    spot.is === "value"
      ? valuesAt(builtinFacts, message, spot.path).map((label) => ({ label, detail: "", insert: label }))
      : fieldsAt(builtinFacts, message, spot.path)
          .filter(({ name }) => !spot.siblings.has(name))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map((field) => ({ label: field.name, detail: field.type, insert: insertOf(field, spot, style) }));
  return options.length === 0 || (spot.is === "value" && spot.isQuoted) ? undefined : { from, to, options };
}

function insertOf({ name, isScalar }: OfferedField, { isQuoted, hasColon }: CursorSpot, style: ObjectStyle): string {
  if (style === "json") return isQuoted || hasColon === true ? name : `"${name}": `;
  if (hasColon === true) return name;
  return isScalar ? `${name}: ` : `${name}:`;
}
