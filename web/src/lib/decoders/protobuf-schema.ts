/**
 * Protobuf messages by a descriptor set (`protoc --descriptor_set_out`, `buf build`), as the JSON that protobuf defines:
 * 64-bit numbers and bytes as texts. Heavy: loaded when a chain names a message.
 */
import {
  createFileRegistry,
  fromBinary,
  fromJson,
  toBinary,
  toJson,
  type DescMessage,
  type FileRegistry,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { decodeUtf8, encodeUtf8, equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { readJson } from "#/lib/formats/json-tokens.ts";
import { attemptDecode, decodedLimitBytes, TooLarge, type Decoder } from "./decoder.ts";

export interface Schema {
  readonly registry: FileRegistry;
  /** The full names of its messages, in order, without the entries of maps. */
  readonly messages: readonly string[];
}

/** Reads a descriptor set; undefined: it is none, or lacks a file that another one imports. */
export function readSchema(bytes: Bytes): Schema | undefined {
  try {
    const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, bytes));
    const messages: string[] = [];
    for (const type of registry) if (type.kind === "message") messages.push(type.typeName);
    return messages.length === 0 ? undefined : { registry, messages: messages.toSorted() };
  } catch {
    return undefined;
  }
}

const failed = (name: string) => `not a message ${name}`;

/** The decoder of a message of a schema; undefined: it has none of that name. */
export function messageDecoder({ registry }: Schema, typeName: string): Decoder | undefined {
  const message = registry.getMessage(typeName);
  return message && decoderOfMessage(message, registry);
}

function decoderOfMessage(message: DescMessage, registry: FileRegistry): Decoder {
  const read = (bytes: Bytes) =>
    JSON.stringify(toJson(message, fromBinary(message, bytes), { registry, useProtoFieldName: true }), null, 2);
  const write = (text: string): Bytes => {
    if (losesDigits(text)) throw new Error("put whole numbers beyond 2^53 in quotes");
    const json: unknown = JSON.parse(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON.parse gives is JSON
    return Uint8Array.from(toBinary(message, fromJson(message, json as Parameters<typeof fromJson>[1], { registry })));
  };
  return {
    name: `protobuf:${message.typeName}`,
    label: `protobuf ${message.typeName}`,
    fits: () => 0,
    decode: (bytes, limitBytes) =>
      attemptDecode(() => {
        const text = read(bytes);
        if (text.length > limitBytes) throw new TooLarge(limitBytes);
        const isSame = equalBytes(write(text), bytes);
        const lock = isSame ? {} : { lock: "it has fields that the schema lacks, or another order" };
        return { bytes: encodeUtf8(`${text}\n`), format: "JSON", ...lock };
      }, failed(message.typeName)),
    comesBack: (content, again) => {
      try {
        return equalBytes(write(decodeUtf8(content) ?? ""), write(decodeUtf8(again) ?? ""));
      } catch {
        return false;
      }
    },
    encode: (content) => {
      try {
        return write(decodeUtf8(content) ?? "");
      } catch (error) {
        return { failed: error instanceof Error ? error.message : failed(message.typeName) };
      }
    },
  };
}

/** Whether a whole number has more digits than JSON.parse keeps. */
function losesDigits(text: string): boolean {
  return readJson(text).tokens.some(({ kind, start, end }) => {
    const token = text.slice(start, end);
    return kind === "number" && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
  });
}

/** How many messages are tried to find those that fit. */
const mostTried = 2000;

/** The messages that hold all of a value and come back to its bytes, those with most fields first. */
export function fittingMessages({ registry, messages }: Schema, bytes: Bytes): readonly string[] {
  const fitting = messages.slice(0, mostTried).flatMap((name) => {
    const decoder = bytes.length === 0 ? undefined : messageDecoder({ registry, messages }, name);
    const result = decoder?.decode(bytes, decodedLimitBytes);
    return result === undefined || "failed" in result || result.lock !== undefined
      ? []
      : [{ name, size: result.bytes.length }];
  });
  return fitting.toSorted((a, b) => b.size - a.size).map(({ name }) => name);
}
