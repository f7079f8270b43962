/** Two versions of a value as texts to compare, both spelled alike. */
import { equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import type { Decoding } from "#/lib/formats/decoding.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { comparedFields } from "#/lib/formats/stored-secret.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { formOfValue } from "#/lib/formats/value-form.ts";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import { listTreeLines } from "#/lib/formats/value-tree.ts";

export interface VersionTexts {
  readonly before: string;
  readonly after: string;
  /** What the lines do not show. */
  readonly note?: string | undefined;
}

/**
 * Spells both sides; `codec` reads objects of Kubernetes, which stand by field number else, and `decoding` what a chain of
 * decoders was chosen for. Undefined stands for a key that was not there.
 */
export function versionTexts(
  before: Value | undefined,
  after: Value | undefined,
  codec?: ObjectCodec,
  decoding?: Decoding,
): VersionTexts {
  const values = [before, after].filter((value) => value !== undefined);
  const opened = decoding && openedTexts(before, after, decoding);
  if (opened !== undefined) return opened;
  const decoded = codec !== undefined && values.every(isKubernetes) ? codec.pair(before, after) : undefined;
  if (decoded !== undefined) return noted(before, after, decoded, decoded.note);
  if (values.some(isStoredSecret)) return hiddenTexts(before, after);
  const objects = values.map(kubernetesLines);
  if (values.length > 0 && objects.every((lines) => lines !== undefined)) {
    const spell = (value: Value | undefined) => (value && kubernetesLines(value)) ?? "";
    return noted(before, after, { before: spell(before), after: spell(after) }, "Fields by number, as protobuf");
  }
  const encoding: Encoding = values.every((value) => encodingOf(value) === "text") ? "text" : "hex";
  const spell = (value: Value | undefined) => {
    if (value === undefined) return "";
    return (encoding === "text" ? formOfValue(value)?.shown : undefined) ?? toEditText(askedValue(value), encoding);
  };
  const note = encoding === "hex" ? "As hex: not UTF-8 text" : undefined;
  return noted(before, after, { before: spell(before), after: spell(after) }, note);
}

/** Both sides as they are decoded; undefined: one of them is not. */
function openedTexts(
  before: Value | undefined,
  after: Value | undefined,
  decoding: Decoding,
): VersionTexts | undefined {
  const values = [before, after].filter((value) => value !== undefined);
  if (values.some((value) => isStoredSecret(value) || decoding.holdsSecret(value))) return hiddenTexts(before, after);
  const [old, now] = [before, after].map((value) => value && decoding.read(askedValue(value)));
  const label = (now ?? old)?.label;
  if ((before !== undefined && old?.text === undefined) || (after !== undefined && now?.text === undefined))
    return undefined;
  const note = label === undefined ? undefined : `Decoded: ${label}`;
  return noted(before, after, { before: old?.text ?? "", after: now?.text ?? "" }, note, "Only the encoding differs");
}

/** In place of Secrets that are not decoded, so that what is to be hidden cannot be told from the rest. */
function hiddenTexts(before: Value | undefined, after: Value | undefined): VersionTexts {
  const isSame = before !== undefined && after !== undefined && equalBytes(before, after);
  const spell = (value: Value | undefined, which: string) =>
    value === undefined ? "" : `Secret, ${value.length.toLocaleString("en")} B${isSame ? "" : ` (${which})`}`;
  return {
    before: spell(before, "old"),
    after: spell(after, "new"),
    note: [before, after].some((value) => value !== undefined && isKubernetes(value))
      ? "Secret data hidden: the object cannot be decoded"
      : "Secret data hidden",
  };
}

function noted(
  before: Value | undefined,
  after: Value | undefined,
  texts: { readonly before: string; readonly after: string },
  note: string | undefined,
  same = "Only the layout differs",
): VersionTexts {
  const isLayout =
    before !== undefined && after !== undefined && texts.before === texts.after && !equalBytes(before, after);
  const words = isLayout ? same : note;
  const { before: old, after: now } = texts;
  return { before: old, after: now, ...(words === undefined ? {} : { note: words }) };
}

/** A line for each field of an object of Kubernetes; undefined for other values. */
function kubernetesLines(value: Value): string | undefined {
  const tree = comparedFields(value);
  if (tree === undefined) return undefined;
  return listTreeLines(tree, new Set(), () => true)
    .filter(({ value: { members } }) => members.length === 0)
    .map(({ path, value: { text } }) => `${path} ${text}`)
    .join("\n");
}
