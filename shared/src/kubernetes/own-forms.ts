/** The types whose JSON is not that of their message: times, quantities, numbers or texts, and JSON kept as bytes. */
import { concatBytes, decodeUtf8, encodeUtf8, isWellFormed, type Bytes } from "../model/bytes.ts";
import { formatJson, parseJson } from "./json-text.ts";
import { isNumberText, isObjectMap, type ObjectValue } from "./object-value.ts";
import { formatDuration, formatMoment, parseDuration, parseMoment, zeroTimeSeconds } from "./time-forms.ts";
import { Unreadable } from "./unreadable.ts";
import { fieldBytes, readChunks, varintAt, varintBytes, type WireType } from "./wire.ts";

export interface OwnForm {
  /** The JSON of a message of this type; throws {@link Unreadable}. */
  readonly decode: (bytes: Uint8Array) => ObjectValue;
  /** The message of a JSON, or what it should be: `an RFC 3339 time in quotes`. */
  readonly encode: (value: ObjectValue) => Bytes | string;
}

type Read = ReadonlyMap<number, Uint8Array | number | bigint>;

/** The fields of a small message; of two the last one counts. */
function readSmall(bytes: Uint8Array): Read {
  const chunks = readChunks(bytes);
  if (chunks === undefined) throw new Unreadable("malformed protobuf");
  return new Map(
    chunks.map(({ number, wireType, valueStart, end }) => [
      number,
      wireType === 0 ? varintAt(bytes, valueStart) : bytes.subarray(valueStart, end),
    ]),
  );
}

function integerOf(read: Read, number: number): bigint {
  const value = read.get(number) ?? 0;
  if (value instanceof Uint8Array) throw new Unreadable("an integer with another wire type");
  return BigInt.asIntN(64, BigInt(value));
}

function bytesOf(read: Read, number: number): Uint8Array | undefined {
  const value = read.get(number);
  if (value === undefined || value instanceof Uint8Array) return value;
  throw new Unreadable("bytes with another wire type");
}

function write(...fields: readonly (readonly [number: number, type: WireType, value: Uint8Array])[]): Bytes {
  return concatBytes(fields.flatMap((field) => fieldBytes(...field)));
}

const empty: Bytes = new Uint8Array();

function timeForm(withMicros: boolean): OwnForm {
  return {
    decode: (bytes) => {
      if (bytes.length === 0) return null;
      const read = readSmall(bytes);
      const seconds = Number(integerOf(read, 1));
      const micros = withMicros ? Math.floor(Number(integerOf(read, 2)) / 1000) : 0;
      if (seconds === zeroTimeSeconds && micros === 0) return null;
      const text = formatMoment({ seconds, micros }, withMicros);
      if (text === undefined) throw new Unreadable("a time beyond the year 9999");
      return text;
    },
    encode: (value) => {
      if (value === null) return empty;
      const moment = typeof value === "string" ? parseMoment(value) : undefined;
      if (moment === undefined) return 'a time in quotes, such as "2026-11-20T08:14:09Z"';
      // Kubernetes drops what is finer than it stores: nobody would see it go.
      if (!withMicros && moment.micros !== 0) return "a time in whole seconds";
      const nanos = withMicros ? moment.micros * 1000 : 0;
      return write([1, 0, varintBytes(moment.seconds)], [2, 0, varintBytes(nanos)]);
    },
  };
}

const duration: OwnForm = {
  decode: (bytes) => formatDuration(integerOf(readSmall(bytes), 1)),
  encode: (value) => {
    const nanos = value === null ? 0n : typeof value === "string" ? parseDuration(value) : undefined;
    return nanos === undefined ? "a duration, such as 1m30s" : write([1, 0, varintBytes(nanos)]);
  },
};

/** Decimal or binary suffix, or an exponent (apimachinery, api/resource/quantity.go). */
const quantityPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const quantity: OwnForm = {
  decode: (bytes) => {
    const text = decodeUtf8(bytesOf(readSmall(bytes), 1) ?? empty);
    if (text === undefined) throw new Unreadable("a quantity that is not text");
    return text === "" ? "0" : text;
  },
  encode: (value) => {
    const text = value === null ? "0" : isNumberText(value) ? value.number : value;
    const isRight = typeof text === "string" && quantityPattern.test(text);
    return isRight ? write([1, 2, encodeUtf8(text)]) : "a quantity, such as 500m or 256Mi";
  },
};

const intOrString: OwnForm = {
  decode: (bytes) => {
    const read = readSmall(bytes);
    const type = integerOf(read, 1);
    if (type === 0n) return { number: String(BigInt.asIntN(32, integerOf(read, 2))) };
    const text = decodeUtf8(bytesOf(read, 3) ?? empty);
    if (type !== 1n || text === undefined) throw new Unreadable("neither an integer nor a text");
    return text;
  },
  encode: (value) => {
    const number = value === null ? "0" : isNumberText(value) ? value.number : undefined;
    if (number !== undefined) {
      return isInteger(number, 32)
        ? write([1, 0, varintBytes(0)], [2, 0, varintBytes(BigInt(number))], [3, 2, empty])
        : "a whole number of 32 bits, or a text";
    }
    if (typeof value !== "string" || !isWellFormed(value)) return "a whole number or a text";
    return write([1, 0, varintBytes(1)], [2, 0, varintBytes(0)], [3, 2, encodeUtf8(value)]);
  },
};

/** JSON as bytes: what it holds is shown as it is, and its spelling is kept until somebody changes it. */
function rawForm(onlyMaps: boolean): OwnForm {
  return {
    decode: (bytes) => {
      const raw = bytesOf(readSmall(bytes), 1);
      if (raw === undefined) return null;
      const text = decodeUtf8(raw);
      const value = text === undefined ? undefined : parseJson(text);
      if (value === undefined) throw new Unreadable("embedded bytes that are not JSON");
      return value;
    },
    encode: (value) => {
      if (value === null) return empty;
      if (onlyMaps && !isObjectMap(value)) return "a map";
      return write([1, 2, encodeUtf8(formatJson(value))]);
    },
  };
}

const forms: Readonly<Record<string, OwnForm>> = {
  "meta/v1.Time": timeForm(false),
  "meta/v1.MicroTime": timeForm(true),
  "meta/v1.Duration": duration,
  "meta/v1.FieldsV1": rawForm(true),
  "resource.Quantity": quantity,
  "intstr.IntOrString": intOrString,
  "runtime.RawExtension": rawForm(false),
  "apiextensions/v1.JSON": rawForm(false),
  "apiextensions/v1beta1.JSON": rawForm(false),
};

/** The form of a message by its full name; undefined: its JSON is that of its fields. */
export function ownFormOf(message: string): OwnForm | undefined {
  return Object.hasOwn(forms, message) ? forms[message] : undefined;
}

/** Whether a number is written as an integer that fits into so many bits. */
export function isInteger(text: string, bits: 32 | 64): boolean {
  return /^-?\d{1,20}$/.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text);
}
