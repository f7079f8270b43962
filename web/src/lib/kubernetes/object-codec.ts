/** Objects of Kubernetes as text to read and edit, and back to bytes. Heavy: load it by `load-codec.ts`. */
import { asValue, type Value } from "@etcd-explorer/shared/model/bytes";
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { equalValues, type ObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import { findUneditable, readStoredObject, writeStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import type { DecodedPair, ObjectCodec, ObjectStyle, WrittenText } from "#/lib/formats/object-codec.ts";
import { formatObjectJson, formatObjectYaml, parseObjectText } from "./object-yaml.ts";
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

const uneditable = once((value) => {
  const object = read(value);
  if (object.kind === "unread") return object.reason;
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

let last: { readonly text: string; readonly stored: Value; readonly written: WrittenText } | undefined;

/** The last one is kept: the draft and the check ask for the same at each key press. */
function write(text: string, stored: Value): WrittenText {
  if (last?.text === text && last.stored === stored) return last.written;
  const written = writeTyped(text, stored);
  last = { text, stored, written };
  return written;
}

function writeTyped(text: string, stored: Value): WrittenText {
  const typed = parseObjectText(text);
  if ("problem" in typed) return typed;
  const written = writeStoredObject(typed.value, stored, builtinFacts);
  if (written.kind === "written") return { bytes: asValue(written.bytes) };
  const found = written.problems.map(({ path, message }) => ({ message, at: typed.placeOf(path) }));
  const [first] = found.toSorted((a, b) => a.at - b.at);
  return { problem: first ?? { message: "Cannot be encoded", at: 0 } };
}

export const objectCodec: ObjectCodec = {
  read,
  uneditable,
  pair,
  text: (value, style, masked = false) => formats[style](value, masked),
  write,
};
