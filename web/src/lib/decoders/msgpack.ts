/**
 * MessagePack (github.com/msgpack/msgpack, spec.md), read by itself: @msgpack/msgpack gives objects, in which doubled,
 * binary and reordered keys and the difference of 1 and 1.0 are lost.
 */
import { decodeUtf8, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { ByteReader, ByteWriter } from "./byte-reader.ts";
import { exactDecoder, Unwritable } from "./exact-decoder.ts";
import { deepestNode, type ExactEntry, type ExactNode } from "./exact-node.ts";

const intNode = (value: bigint | number): ExactNode => ({ kind: "int", int: BigInt(value) });

function readNode(reader: ByteReader, depth = 0): ExactNode {
  if (depth > deepestNode) throw new RangeError("too deep");
  const first = reader.uint(1);
  const text = (length: number): ExactNode => readText(reader.take(length));
  const bytes = (length: number): ExactNode => ({ kind: "bytes", bytes: reader.take(length) });
  const list = (length: number): ExactNode => ({
    kind: "list",
    items: repeat(reader, length, () => readNode(reader, depth + 1)),
  });
  const map = (length: number): ExactNode => ({
    kind: "map",
    entries: repeat(reader, length, (): ExactEntry => [readNode(reader, depth + 1), readNode(reader, depth + 1)]),
  });
  const extension = (length: number): ExactNode => ({
    kind: "tagged",
    tag: BigInt(reader.int(1)),
    content: bytes(length),
  });
  if (first < 0x80) return intNode(first);
  if (first < 0x90) return map(first & 0x0f);
  if (first < 0xa0) return list(first & 0x0f);
  if (first < 0xc0) return text(first & 0x1f);
  if (first >= 0xe0) return intNode(first - 0x100);
  switch (first) {
    case 0xc0:
      return { kind: "word", word: "null" };
    case 0xc2:
      return { kind: "word", word: "false" };
    case 0xc3:
      return { kind: "word", word: "true" };
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return bytes(reader.uint(sizes[first - 0xc4] ?? 1));
    case 0xc7:
    case 0xc8:
    case 0xc9:
      return extension(reader.uint(sizes[first - 0xc7] ?? 1));
    case 0xca:
      return { kind: "float", float: reader.float(4) };
    case 0xcb:
      return { kind: "float", float: reader.float(8) };
    case 0xcc:
    case 0xcd:
    case 0xce:
      return intNode(reader.uint(sizes[first - 0xcc] ?? 1));
    case 0xcf:
      return intNode(reader.uint64());
    case 0xd0:
    case 0xd1:
    case 0xd2:
      return intNode(reader.int(sizes[first - 0xd0] ?? 1));
    case 0xd3:
      return intNode(reader.int64());
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return extension(1 << (first - 0xd4));
    case 0xd9:
    case 0xda:
    case 0xdb:
      return text(reader.uint(sizes[first - 0xd9] ?? 1));
    case 0xdc:
    case 0xdd:
      return list(reader.uint(first === 0xdc ? 2 : 4));
    case 0xde:
    case 0xdf:
      return map(reader.uint(first === 0xde ? 2 : 4));
    default:
      throw new RangeError("never used");
  }
}

const sizes = [1, 2, 4] as const;

function readText(bytes: Uint8Array): ExactNode {
  const text = decodeUtf8(bytes);
  // Older writers put bytes where a text stands.
  return text === undefined ? { kind: "bytes", bytes } : { kind: "text", text };
}

/** Each item takes a byte at least: what claims more items than there are bytes is refused before it is begun. */
function repeat<Item>(reader: ByteReader, count: number, each: () => Item): Item[] {
  if (count > reader.left) throw new RangeError("too short");
  return Array.from({ length: count }, each);
}

function writeNode(writer: ByteWriter, node: ExactNode): void {
  switch (node.kind) {
    case "text": {
      const bytes = encodeUtf8(node.text);
      if (bytes.length < 32) writer.uint(0xa0 | bytes.length, 1);
      else writeLength(writer, [0xd9, 0xda, 0xdb], bytes.length);
      return writer.put(bytes);
    }
    case "int":
      return writeInt(writer, node.int);
    case "float":
      writer.uint(0xcb, 1);
      return writer.float64(node.float);
    case "word":
      return writer.uint({ null: 0xc0, false: 0xc2, true: 0xc3 }[node.word], 1);
    case "bytes":
      writeLength(writer, [0xc4, 0xc5, 0xc6], node.bytes.length);
      return writer.put(node.bytes);
    case "list":
      if (node.items.length < 16) writer.uint(0x90 | node.items.length, 1);
      else writeLength(writer, [undefined, 0xdc, 0xdd], node.items.length);
      for (const item of node.items) writeNode(writer, item);
      return;
    case "map":
      if (node.entries.length < 16) writer.uint(0x80 | node.entries.length, 1);
      else writeLength(writer, [undefined, 0xde, 0xdf], node.entries.length);
      for (const item of node.entries.flat()) writeNode(writer, item);
      return;
    case "tagged": {
      const { tag, content } = node;
      if (content.kind !== "bytes" || tag < -128n || tag > 127n)
        throw new Unwritable("$tag needs a type from -128 to 127 and $hex");
      const fixed = [1, 2, 4, 8, 16].indexOf(content.bytes.length);
      if (fixed >= 0) writer.uint(0xd4 + fixed, 1);
      else writeLength(writer, [0xc7, 0xc8, 0xc9], content.bytes.length);
      writer.uint(tag, 1);
      return writer.put(content.bytes);
    }
    case "simple":
      throw new Unwritable("MessagePack has no $simple");
    default:
      return node satisfies never;
  }
}

function writeLength(writer: ByteWriter, [one, two, four]: readonly (number | undefined)[], length: number): void {
  if (one !== undefined && length < 0x100) {
    writer.uint(one, 1);
    return writer.uint(length, 1);
  }
  writer.uint((length < 0x1_0000 ? two : four) ?? 0, 1);
  writer.uint(length, length < 0x1_0000 ? 2 : 4);
}

/** The shortest form, as every writer of note has it. */
function writeInt(writer: ByteWriter, int: bigint): void {
  if (int < -(2n ** 63n) || int >= 2n ** 64n) throw new Unwritable("number beyond 64 bits");
  if (int >= -32n && int < 128n) return writer.uint(int, 1);
  const isNegative = int < 0n;
  const size = widths.findIndex((bits) => (isNegative ? int >= -(2n ** (bits - 1n)) : int < 2n ** bits));
  writer.uint((isNegative ? 0xd0 : 0xcc) + size, 1);
  writer.uint(int, ([1, 2, 4, 8] as const)[size] ?? 8);
}

const widths = [8n, 16n, 32n, 64n] as const;

export const msgpack = exactDecoder({
  name: "msgpack",
  label: "MessagePack",
  begins: (first) => (first >= 0x80 && first < 0xa0) || (first >= 0xdc && first <= 0xdf),
  read: (bytes) => {
    const reader = new ByteReader(bytes);
    const node = readNode(reader);
    if (reader.left > 0) throw new RangeError("more than one");
    return node;
  },
  write: (node) => {
    const writer = new ByteWriter();
    writeNode(writer, node);
    return writer.bytes;
  },
});
