/** Objects of Kubernetes as text to read and edit, and back to bytes. Heavy: load it by `load-codec.ts`. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { asValue, type Value } from "@etcd-explorer/shared/model/bytes";
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { equalValues, type ObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import { findUneditable, readStoredObject, writeStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import type { DecodedPair, ObjectCodec, ObjectStyle, ObjectSummary, WrittenText } from "#/lib/formats/object-codec.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { readKeyObject } from "./key-object.ts";
import { summarizeObject } from "./object-summary.ts";
import { formatObjectJson, formatObjectYaml } from "./object-yaml.ts";
import { completeObject } from "./object-completion.ts";
import { parseObjectText } from "./typed-object.ts";
import { isSecret, maskSecret, maskSecretPair } from "./secret-mask.ts";

/** Works a thing out once for each value. */
function once<Made>(make: (value: Value) => Made): (value: Value) => Made {
  const known = new WeakMap<Value, { readonly made: Made }>();
  return (value) => {
    const kept = known.get(value) ?? { made: make(value) };
    known.set(value, kept);
    return kept.made;
  };
}

const read = once((value) => readStoredObject(value, builtinFacts));

function textWith(format: (value: ObjectMap) => string) {
  const textOf = (masked: boolean) =>
    once((value) => {
      const object = read(value);
      return object.kind === "unread" ? undefined : format(masked ? maskSecret(object) : object.value);
    });
  const [plain, masked] = [textOf(false), textOf(true)];
  return (value: Value, isMasked: boolean) => (isMasked ? masked(value) : plain(value));
}

const formats = { yaml: textWith(formatObjectYaml), json: textWith(formatObjectJson) };

/** Above so many bytes reading the text again would be felt when the key is opened; a review shows what differs. */
const largestReadAgain = 128 * 1024;

const uneditable = once((value) => {
  const object = read(value);
  if (object.kind === "unread") return object.reason;
  if (value.length > largestReadAgain) return findUneditable(value, object, builtinFacts);
  const typed = parseObjectText(formats.yaml(value, false) ?? "");
  const isSame = "value" in typed && equalValues(typed.value, object.value);
  return isSame ? findUneditable(value, object, builtinFacts) : "its text would be read as something else";
});

function pair(
  before: Value | undefined,
  after: Value | undefined,
  style: ObjectStyle = "yaml",
): DecodedPair | undefined {
  const [old, now] = [before && read(before), after && read(after)];
  if (old?.kind === "unread" || now?.kind === "unread") return undefined;
  const isMasked = [old, now].some((object) => object !== undefined && isSecret(object));
  const note = `As ${style.toUpperCase()}, decoded from protobuf${isMasked ? ", Secret data hidden" : ""}`;
  if (old !== undefined && now !== undefined && isMasked) {
    const [one, other] = maskSecretPair(old, now);
    const format = style === "yaml" ? formatObjectYaml : formatObjectJson;
    return { before: format(one), after: format(other), note };
  }
  const spell = (value: Value | undefined) => (value && formats[style](value, isMasked)) ?? "";
  return { before: spell(before), after: spell(after), note };
}

/** Larger ones take longer to decode than a row may. */
const largestSummed = 64 * 1024;

function summary({ key, value }: Pick<KeyValue, "key" | "value">): ObjectSummary | undefined {
  if (value.length > largestSummed) return undefined;
  const stored = isKubernetes(value) ? read(value) : undefined;
  if (stored !== undefined) return stored.kind === "object" ? summarizeObject(stored.value) : undefined;
  const found = readKeyObject({ key, value });
  return found && summarizeObject(found.object);
}

let last: { readonly wrote: Parameters<typeof write>; readonly written: WrittenText } | undefined;

/** The last one is kept: the draft and the check ask for the same at each key press. */
function write(...wrote: [text: string, stored: Value, style?: ObjectStyle]): WrittenText {
  if (last?.wrote.length === wrote.length && last.wrote.every((part, at) => part === wrote[at])) return last.written;
  const written = writeTyped(...wrote);
  last = { wrote, written };
  return written;
}

function writeTyped(text: string, stored: Value, style?: ObjectStyle): WrittenText {
  const typed = parseObjectText(text, style);
  if ("problem" in typed) return typed;
  const written = writeStoredObject(typed.value, stored, builtinFacts);
  if (written.kind === "written") {
    return { bytes: asValue(written.bytes), ...(typed.lost !== undefined && { lost: typed.lost }) };
  }
  const found = written.problems.map(({ path, message }) => ({ message, at: typed.placeOf(path) }));
  const [first] = found.toSorted((a, b) => a.at - b.at);
  return { problem: first ?? { message: "Cannot be encoded", at: 0 } };
}

export const objectCodec: ObjectCodec = {
  read,
  uneditable,
  pair,
  text: (value, style, masked = false) => formats[style](value, masked),
  summary,
  write,
  complete: (text, at, style, stored) => {
    const object = read(stored);
    return object.kind === "unread" ? undefined : completeObject(object, text, at, style);
  },
};
