/** What the value pane knows, from the key as it was read and the edit that is under way: pure. */
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { Value } from "@etcd-explorer/shared/bytes";
import type { Draft } from "#/stores/drafts.ts";
import { formatBytes } from "#/lib/format.ts";
import {
  checkJson,
  detectFormat,
  encodingOf,
  fromEditText,
  toEditText,
  type Encoding,
  type Format,
} from "./value-text.ts";

export interface EditorModel {
  /** What the edit began from: the draft's base, else the key as it was read. */
  readonly base: KeyValue;
  readonly encoding: Encoding;
  readonly format: Format;
  /** What the editor shows of the base. */
  readonly baseText: string;
  /** What stands in the editor. */
  readonly text: string;
  readonly dirty: boolean;
  /** The bytes that a save would write; undefined: the text is not valid. */
  readonly value: Value | undefined;
  /** Somebody wrote or deleted the key after the edit began. */
  readonly overtaken: boolean;
}

/** Puts it together; undefined where there is neither a key nor an edit of it. */
export function buildEditorModel(current: KeyValue | undefined, draft: Draft | undefined): EditorModel | undefined {
  const base = draft?.base ?? current;
  if (base === undefined) return undefined;
  const encoding = encodingOf(base.value);
  const baseText = toEditText(base.value, encoding);
  const text = draft?.text ?? baseText;
  return {
    base,
    encoding,
    format: encoding === "hex" ? "binary" : detectFormat(text),
    baseText,
    text,
    dirty: text !== baseText,
    value: fromEditText(text, encoding),
    overtaken: draft !== undefined && current?.modRevision !== draft.base.modRevision,
  };
}

export interface Check {
  readonly tone: "ok" | "warn" | "bad";
  readonly text: string;
}

// Key, compare and framing around the value count towards etcd's limit too.
const overheadBytes = 512;

/** What can be said of the edit before it is sent. */
export function checkEdit(model: EditorModel): Check | undefined {
  const { value, base, encoding, format, text } = model;
  if (value === undefined) {
    return { tone: "bad", text: encoding === "hex" ? "not hex: pairs of 0–9, a–f" : "a character has no UTF-8" };
  }
  const largest = limits.etcdRequestBytes - 2 * base.key.length - overheadBytes;
  if (value.length > largest) {
    return { tone: "warn", text: `${formatBytes(value.length)}: etcd takes about 1.5 MB unless configured` };
  }
  if (encoding === "hex") return { tone: "ok", text: `${value.length} bytes` };
  if (format === "JSON") return { tone: "ok", text: "valid JSON" };
  const wasJson = detectFormat(model.baseText) === "JSON";
  return wasJson ? { tone: "warn", text: `no longer JSON: ${checkJson(text) ?? "a bare value"}` } : undefined;
}
