/**
 * Whether a value is a Secret of Kubernetes: its data is shown to nobody who has not asked for it. As protobuf its
 * envelope says so (k8s.io/apimachinery, runtime/generated.proto), also where the rest cannot be read; as JSON or YAML
 * its `kind` does. Every screen asks this, so it needs no table of types, and the beginning of a value is enough.
 */
import { decodeUtf8 } from "../model/bytes.ts";
import { isStoredObject, objectMagic } from "./object-magic.ts";

const kinds: ReadonlySet<unknown> = new Set(["Secret", "SecretList"]);
/** An envelope names its kind first; a longer one is none that an API server wrote. */
const namedWithin = 256;

const known = new WeakMap<Uint8Array, boolean>();

/** Asked often of the same value: it is worked out once. */
export function isStoredSecret(value: Uint8Array): boolean {
  const before = known.get(value);
  if (before !== undefined) return before;
  const found = isStoredObject(value) ? isSecretEnvelope(value.subarray(objectMagic.length)) : isSecretText(value);
  known.set(value, found);
  return found;
}

/** In place of a Secret's value, where one looks at something else: in a row, in a list. */
export const hiddenSecret = "Secret, data hidden";

/** A field of bytes: its number times eight, and two. */
const fieldOne = 0x0a;
const fieldTwo = 0x12;

function isSecretEnvelope(envelope: Uint8Array): boolean {
  const typeMeta = bytesAt(envelope, 0, fieldOne);
  const apiVersion = typeMeta && bytesAt(typeMeta, 0, fieldOne);
  const kind = typeMeta && bytesAt(typeMeta, apiVersion === undefined ? 0 : apiVersion.length + 2, fieldTwo);
  if (kind !== undefined) return kinds.has(decodeUtf8(kind));
  // What is damaged or was written by another encoder is hidden for the word alone.
  return String.fromCodePoint(...envelope.subarray(0, namedWithin)).includes("Secret");
}

/** Lengths beyond 127 take a second byte: no name of a type is that long. */
function bytesAt(bytes: Uint8Array, at: number, tag: number): Uint8Array | undefined {
  const length = bytes[at + 1];
  if (bytes[at] !== tag || length === undefined || length > 0x7f || at + 2 + length > bytes.length) return undefined;
  return bytes.subarray(at + 2, at + 2 + length);
}

/** Whether a text of something else, such as a command or a transaction, has a Secret in it, however it is quoted. */
export function speaksOfSecret(text: string): boolean {
  return /\bkind["'\\]*\s*:\s*["'\\]*Secret(?:List)?\b(?!\w)/.test(text);
}

const kindInJson = /"kind"\s*:\s*"Secret(?:List)?"/;
const kindInYaml = /^(?:- )?\s*["']?kind["']?:\s*["']?Secret(?:List)?["']?\s*(?:#.*)?$/m;

function isSecretText(value: Uint8Array): boolean {
  const first = value.find((byte) => byte > 0x20 && byte < 0x80);
  // `{`, `[`; else a manifest, whose first letter is that of `apiVersion`, `kind`, `metadata`, `---`, `#` or `%`.
  const isJson = first === 0x7b || first === 0x5b;
  if (first === undefined || (!isJson && !manifestStarts.has(first))) return false;
  const text = lossy.decode(value);
  if (!isJson) return kindInYaml.test(text) && /apiVersion["']?:/.test(text);
  if (!text.includes("Secret") && !text.includes("\\u")) return false;
  try {
    return holdsSecret(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch {
    return kindInJson.test(text);
  }
}

const manifestStarts: ReadonlySet<number> = new Set(Array.from("akmdst-#%\"'", (letter) => letter.charCodeAt(0)));
/** The beginning of a value may end within a character. */
const lossy = new TextDecoder();

/** A Secret, or a list with one in it; in an array of arrays nobody keeps any. */
function holdsSecret(json: unknown): boolean {
  if (Array.isArray(json)) return json.some((item) => isObject(item) && kinds.has(item["kind"]));
  if (!isObject(json)) return false;
  return kinds.has(json["kind"]) || (Array.isArray(json["items"]) && holdsSecret(json["items"]));
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null;
