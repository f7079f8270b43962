/** How the text of an edit becomes the text that is stored. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import type { EditForm } from "./edit-form.ts";
import { keepForm, layoutOf, minifyLenient, readJsonForm, type JsonForm, type JsonLayout } from "./json-form.ts";

const forms = new WeakMap<Value, { readonly form: JsonForm | undefined }>();
const layouts = new WeakMap<Value, { readonly layout: JsonLayout | undefined }>();

/** The formatted view of a value; undefined where it is not JSON on one line. Worked out once for what was read. */
export function formOfValue(value: Value): JsonForm | undefined {
  const known = forms.get(value) ?? { form: readJsonForm(decodeUtf8(value) ?? "") };
  forms.set(value, known);
  return known.form;
}

/** The layout of a value; undefined where it is not JSON. Worked out once for what was read. */
export function layoutOfValue(value: Value): JsonLayout | undefined {
  const known = layouts.get(value) ?? { layout: formOfValue(value)?.layout ?? layoutOf(decodeUtf8(value) ?? "") };
  layouts.set(value, known);
  return known.layout;
}

/** The text that is stored for a typed one, over the value `base`. */
export function storedText(typed: string, form: EditForm | undefined, base: Value): string {
  switch (form) {
    case undefined:
      return typed;
    case "minified":
      return minifyLenient(typed);
    case "kept": {
      const known = formOfValue(base);
      return known === undefined ? typed : keepForm(known, typed);
    }
    default:
      return form satisfies never;
  }
}
