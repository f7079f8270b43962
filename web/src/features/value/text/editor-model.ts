/** What the value pane knows, from the key as it was read and the edit that is under way: pure. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { decodeUtf8, equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { JsonForm } from "#/lib/formats/json-form.ts";
import type { EditForm } from "#/lib/formats/edit-form.ts";
import { formOfValue } from "#/lib/formats/value-form.ts";
import type { TextFormat } from "#/stores/chosen-formats.ts";
import { holdsEdit, meaningOf, type Draft } from "#/stores/drafts.ts";
import { detectFormat, type Format } from "./formats.ts";
import type { DecodedText, Decoding } from "#/lib/formats/decoding.ts";
import { isCoded, objectStyleOf, type Encoding } from "#/lib/formats/encodings.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import { describeProblem, type TextProblem } from "#/lib/formats/text-place.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import type { ObjectCodec, WrittenText } from "#/lib/formats/object-codec.ts";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { maskedText } from "#/lib/formats/masked-text.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { readObjectView, type ObjectView } from "./object-view.ts";

export interface EditorModel {
  /** What the edit began from: the draft's base, else the key as it was read. */
  readonly base: KeyValue;
  readonly encoding: Encoding;
  readonly format: Format;
  /** How the text is stored; undefined: as it is. */
  readonly form: EditForm | undefined;
  /** The formatted view of the base; undefined: it is not JSON on one line. */
  readonly jsonForm: JsonForm | undefined;
  /** What the editor shows of the base, in the same spelling as `text`. */
  readonly baseText: string;
  /** What stands in the editor. */
  readonly text: string;
  /** A save would write other bytes than there are, or the text is not valid yet. */
  readonly dirty: boolean;
  /** The bytes that a save would write; undefined: the text is not valid. */
  readonly value: Value | undefined;
  /** An object of Kubernetes, read; undefined: another value, or one that cannot be read. */
  readonly object: ObjectView | undefined;
  /** Whether the data of a Secret is shown; undefined: none. */
  readonly secret: "masked" | "shown" | undefined;
  /** The chain of decoders that was chosen for the key; undefined: none. */
  readonly decoding: Decoding | undefined;
  /** What it makes of the base. */
  readonly decoded: DecodedText | undefined;
  /** Why the text of an object, or a decoded one, cannot be encoded, and where. */
  readonly problem: TextProblem | undefined;
  /** What of the text is not stored, as the end of a sentence. */
  readonly lost: string | undefined;
  /** Somebody wrote or deleted the key after the edit began. */
  readonly overtaken: boolean;
}

/** How somebody wants to look at a value. */
export interface WantedView {
  /** The format set by hand. */
  readonly chosen?: TextFormat | undefined;
  readonly encoding?: Encoding | undefined;
  /** JSON on one line is shown formatted. */
  readonly formatted?: boolean;
  readonly codec?: ObjectCodec | undefined;
  readonly decoding?: Decoding | undefined;
  /** The data of a Secret was asked for. */
  readonly revealed?: boolean;
}

/** Puts it together; undefined where there is neither a key nor an edit of it. */
export function buildEditorModel(
  current: KeyValue | undefined,
  draft: Draft | undefined,
  { chosen, encoding: wanted, formatted = false, codec, decoding, revealed = false }: WantedView = {},
): EditorModel | undefined {
  const edited = draft && meaningOf(draft).value;
  const edits = draft !== undefined && holdsEdit(draft);
  // What somebody else has written meanwhile may be the very same: then nothing is left to save.
  const arrived = edited !== undefined && current !== undefined && equalBytes(edited, current.value);
  // Where only the lease has changed, or the same was written again, the edit goes on from there: nothing can be lost.
  const sameValue = draft !== undefined && current !== undefined && equalBytes(draft.base.value, current.value);
  const dirty = edits && !arrived;
  const base = dirty && !sameValue ? draft.base : (current ?? draft?.base);
  if (base === undefined) return undefined;
  const object = codec && readObjectView(codec, base.value);
  const isSecret = isStoredSecret(base.value) || decoding?.holdsSecret(base.value) === true;
  const isMasked = isSecret && !revealed && draft === undefined;
  const secret = isMasked ? "masked" : isSecret ? "shown" : undefined;
  const decoded = isMasked ? undefined : decoding?.read(askedValue(base.value));
  const isDecoded = decoded?.text !== undefined;
  const encoding =
    [draft?.encoding, wanted].find(
      (each) => each !== undefined && (each === "decoded" ? isDecoded : canShow(base, each, object, isMasked)),
    ) ?? (isDecoded ? "decoded" : object !== undefined ? "kube-yaml" : isMasked ? "text" : encodingOf(base.value));
  const style = objectStyleOf(encoding);
  const plainText =
    (style && codec?.text(base.value, style, isMasked)) ?? textOf(base.value, encoding, isMasked, decoding);
  const isJson = encoding === "text" && !isMasked && (chosen ?? storedFormat(base)) === "JSON";
  const jsonForm = isJson ? formOfValue(base.value) : undefined;
  // Text that means the same bytes in another way, such as capital hex digits, stays as it was typed.
  const keepsText = draft?.encoding === encoding && (edits || sameValue);
  const form = draft !== undefined && keepsText ? draft.form : formatted && jsonForm !== undefined ? "kept" : undefined;
  const text = draft !== undefined && keepsText ? draft.text : form === "kept" && jsonForm ? jsonForm.shown : plainText;
  const written = keepsText
    ? writtenOf(encoding === "decoded" ? decoding : codec, text, base.value, encoding)
    : undefined;
  // Both sides of a diff are laid out alike: what is stored formatted from now on differs by its tokens alone.
  const isFormatted = form !== undefined || (edits && /\n/.test(text.trim()));
  return {
    base,
    encoding,
    format: encoding === "decoded" ? decodedFormat(base, decoded, chosen) : formatOf(base, encoding, text, chosen),
    form,
    jsonForm,
    baseText: isFormatted && jsonForm !== undefined ? jsonForm.shown : plainText,
    text,
    dirty,
    value: keepsText || isCodedDraft(draft) ? edited : base.value,
    object,
    secret,
    decoding,
    decoded,
    problem: edited === undefined && written !== undefined && "problem" in written ? written.problem : undefined,
    lost: written !== undefined && "bytes" in written ? written.lost : undefined,
    // Not by the revision: after a restore from a backup etcd gives the same number to other writes.
    overtaken: dirty && !sameValue,
  };
}

function textOf(value: Value, encoding: Encoding, isMasked: boolean, decoding: Decoding | undefined): string {
  return isMasked ? maskedText(value) : toEditText(askedValue(value), encoding, decoding);
}

function canShow(base: KeyValue, encoding: Encoding, object: ObjectView | undefined, isMasked: boolean): boolean {
  if (objectStyleOf(encoding) !== undefined) return object !== undefined;
  if (object !== undefined) return encoding !== "text" && !isMasked;
  if (isMasked) return encoding === "text";
  return encoding !== "text" || decodeUtf8(base.value) !== undefined;
}

function isCodedDraft(draft: Draft | undefined): boolean {
  return draft !== undefined && isCoded(draft.encoding);
}

/** The codec keeps what it wrote last, so that this costs nothing after the draft was made. */
function writtenOf(
  codec: Pick<ObjectCodec, "write"> | undefined,
  text: string,
  stored: Value,
  encoding: Encoding,
): WrittenText | undefined {
  return isCoded(encoding) ? codec?.write(text, stored, objectStyleOf(encoding)) : undefined;
}

/** What a value is written in; `chosen` by hand goes before what is found out. */
export function formatOf(base: KeyValue, encoding: Encoding, text: string, chosen: TextFormat | undefined): Format {
  if (isKubernetes(base.value)) return "Kubernetes";
  // Of bytes that are edited the format stays that of what is stored.
  if (encoding !== "text") return encodingOf(base.value) === "text" ? (chosen ?? storedFormat(base)) : "binary";
  return chosen ?? keptFormat(storedFormat(base), text, base);
}

/**
 * An edit that breaks the stored format does not make another format of it: the format stays until a person chooses
 * one, so that the warning stays too. Where nothing or plain text is stored, what is typed may tell more.
 */
function keptFormat(stored: Format, text: string, base: KeyValue): Format {
  return stored === "plain" || stored === "empty" ? detectFormat(text, decodeUtf8(base.key) ?? "") : stored;
}

const decodedFormats = new WeakMap<DecodedText, Format>();

/** What a decoded text is written in, found out once for each. */
export function decodedFormat(
  base: KeyValue,
  decoded: DecodedText | undefined,
  chosen: TextFormat | undefined,
): Format {
  if (decoded === undefined) return "plain";
  const known = decodedFormats.get(decoded) ?? decoded.format ?? detectFormat(decoded.text ?? "", decodeUtf8(base.key));
  decodedFormats.set(decoded, known);
  return decoded.format ?? chosen ?? known;
}

const storedFormats = new WeakMap<KeyValue, Format>();

/** The format of what is stored, found out once for what was read: a large value is not parsed at every key press. */
function storedFormat(base: KeyValue): Format {
  const known = storedFormats.get(base);
  if (known !== undefined) return known;
  const format = detectFormat(decodeUtf8(base.value) ?? "", decodeUtf8(base.key) ?? "");
  storedFormats.set(base, format);
  return format;
}

/** What decodes the text that is edited; undefined: it is not decoded. */
export function shownDecoding({ encoding, decoding }: EditorModel): Decoding | undefined {
  return encoding === "decoded" ? decoding : undefined;
}

export interface Check {
  readonly tone: "ok" | "warn" | "bad";
  readonly text: string;
}

// Key, compare and framing around the value count towards etcd's limit too.
const overheadBytes = 512;

/** The largest value that etcd takes for that key, unless it is configured otherwise. In bytes. */
export function largestValueBytes(key: Uint8Array): number {
  return limits.etcdRequestBytes - 2 * key.length - overheadBytes;
}

/** Why the text is no value, or why etcd may refuse it; undefined where nothing speaks against it. */
export function checkEdit({ value, base, encoding, problem: wrong, text }: EditorModel): Check | undefined {
  if (value === undefined) {
    if (wrong !== undefined) return { tone: "bad", text: describeProblem(text, wrong) };
    const problem = {
      text: "invalid Unicode character",
      hex: "invalid hex: use pairs of 0–9, a–f",
      base64: "invalid base64: use groups of 4 of A–Z, a–z, 0–9, +, /",
      "kube-yaml": "invalid Kubernetes object",
      "kube-json": "invalid Kubernetes object",
      decoded: "cannot be encoded",
    }[encoding];
    return { tone: "bad", text: problem };
  }
  if (value.length > largestValueBytes(base.key)) {
    return {
      tone: "warn",
      text: `${formatGrouped(value.length)} B: over etcd's default request limit of 1.5 MiB (--max-request-bytes)`,
    };
  }
  return undefined;
}

/** `118 B of 1.6 MB`, exact below a kilobyte. */
export function describeSize({ value, base }: EditorModel): string | undefined {
  if (value === undefined) return undefined;
  const exact = value.length < 1000 ? formatBytes(value.length) : `${formatGrouped(value.length)} B`;
  return `${exact} of ${formatBytes(largestValueBytes(base.key))}`;
}
