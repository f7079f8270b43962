/** In which layout JSON is stored, and choosing another one: pure. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { keepForm, layoutOf, type JsonLayout } from "#/lib/formats/json-form.ts";
import { minifyJson, prettyJson, whyNotPretty } from "#/lib/formats/json-layout.ts";
import type { EditForm } from "#/lib/formats/edit-form.ts";
import { formOfValue, layoutOfValue, storedText } from "#/lib/formats/value-form.ts";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { toEditText } from "#/lib/formats/value-text.ts";
import type { EditorModel } from "./editor-model.ts";

/** A text in the editor, and how it is stored. */
export interface LaidOut {
  readonly text: string;
  readonly form: EditForm | undefined;
}

/** What was chosen; or why it cannot be. */
export type Choice = LaidOut | { readonly refused: string };

/** Beyond this the layout of what is typed is not looked at, at every key press. In UTF-16 units. */
const largestRead = 128 * 1024;

/** The layout that a value is in, and the one that a save would leave. */
export interface StoredLayout {
  readonly before: JsonLayout;
  /** Undefined: not valid, or too long to tell while one types. */
  readonly after: JsonLayout | undefined;
}

/** Undefined where the value is not JSON, or its bytes are edited. */
export function storedLayout({ base, encoding, format, form, text, dirty }: EditorModel): StoredLayout | undefined {
  if (encoding !== "text" || format !== "JSON") return undefined;
  const before = layoutOfValue(base.value);
  if (before === undefined) return undefined;
  if (form === "kept" || !dirty) return { before, after: before };
  if (form === "minified") return { before, after: "minified" };
  return { before, after: text.length > largestRead ? undefined : layoutOf(text) };
}

/** The layouts that can be chosen: the stored one first. */
export function layoutChoices({ before }: StoredLayout): readonly JsonLayout[] {
  return [...new Set([before, "formatted", "minified"] as const)];
}

const isOnLines = (text: string) => /\n/.test(text.trim());

/** Lays the value out in another way, or in the one that is stored. What one sees stays formatted where it is. */
export function chooseLayout(model: EditorModel, layout: JsonLayout): Choice {
  const { base, text, form, jsonForm } = model;
  if (layout === layoutOfValue(base.value)) return returnToStored(model);
  switch (layout) {
    case "formatted": {
      const pretty = prettyJson(text);
      if (pretty !== undefined) return { text: pretty, form: undefined };
      return form !== undefined && jsonForm !== undefined
        ? { text, form: undefined }
        : { refused: `Not changed: ${whyNotPretty(text)}` };
    }
    case "minified": {
      if (isOnLines(text)) return { text, form: "minified" };
      const minified = minifyJson(text);
      return minified === undefined ? invalid : { text: minified, form: undefined };
    }
    case "one line":
    case "custom":
      return invalid;
    default:
      return layout satisfies never;
  }
}

const invalid = { refused: "Not changed: invalid JSON" } as const;

function returnToStored({ base, text, form, jsonForm }: EditorModel): Choice {
  if (jsonForm === undefined) {
    if (form !== undefined) return { text, form: undefined };
    // The white space of several lines is known only as long as nothing else has changed.
    const stored = decodeUtf8(base.value) ?? "";
    const isSame = minifyJson(text) === minifyJson(stored);
    return isSame ? { text: stored, form: undefined } : { refused: "Discard the changes to get this layout back" };
  }
  if (form !== undefined || isOnLines(text)) return { text, form: "kept" };
  const pretty = prettyJson(text);
  return pretty === undefined
    ? { refused: `Not changed: ${whyNotPretty(text)}` }
    : { text: keepForm(jsonForm, pretty), form: undefined };
}

/** Shows what is stored, or the formatted view of it. What a save would write stays the same to the byte. */
export function showFormatted({ base, text, form, jsonForm }: EditorModel, formatted: boolean): Choice {
  if (!formatted) return { text: storedText(text, form, base.value), form: undefined };
  if (jsonForm === undefined || form !== undefined || isOnLines(text)) return { text, form };
  const pretty = prettyJson(text);
  if (pretty === undefined) return { refused: `Not formatted: ${whyNotPretty(text)}` };
  return keepForm(jsonForm, pretty) === text
    ? { text: pretty, form: "kept" }
    : { refused: "Save or discard first: the spacing was edited" };
}

/** What is edited, in another encoding: as text formatted again, where that stands for the same bytes. */
export function textIn(
  encoding: Encoding,
  {
    base,
    value,
    decoding,
  }: Pick<EditorModel, "base"> & Partial<Pick<EditorModel, "decoding">> & { readonly value: Value },
  formatted: boolean,
): LaidOut {
  const text = toEditText(askedValue(value), encoding, decoding);
  const jsonForm = formatted && encoding === "text" ? formOfValue(base.value) : undefined;
  const pretty = jsonForm && prettyJson(text);
  const isSame = pretty !== undefined && jsonForm !== undefined && keepForm(jsonForm, pretty) === text;
  return isSame ? { text: pretty, form: "kept" } : { text, form: undefined };
}

/** Two texts to compare. */
export interface DiffSides {
  readonly before: string;
  readonly after: string;
}

/** What a save changes, as two texts laid out alike. */
export function diffSides({ baseText, text, form }: EditorModel): DiffSides {
  return { before: baseText, after: form === undefined ? text : (prettyJson(text) ?? text) };
}

/** `Stored form: minified → formatted`, or by what the text is decoded; undefined where it is no JSON, or not known yet. */
export function describeLayout(model: EditorModel): string | undefined {
  if (model.encoding === "decoded" && model.decoded !== undefined) {
    const { label, recompresses } = model.decoded;
    return `Decoded: ${label}${recompresses ? ". A save compresses it again" : ""}`;
  }
  const layout = storedLayout(model);
  if (layout?.after === undefined) return undefined;
  const { before, after } = layout;
  return `Stored form: ${before === after ? before : `${before} → ${after}`}`;
}
