/**
 * CBOR (RFC 8949), read by itself: what a library makes objects of has lost doubled keys, tags, and the difference of 1
 * and 1.0. Indefinite lengths and numbers in more bytes than they need are read; what has them is not written.
 */
import { decodeUtf8, encodeUtf8, concatBytes } from "@etcd-explorer/shared/model/bytes";
import { ByteReader, ByteWriter } from "./byte-reader.ts";
import { exactDecoder, Unwritable } from "./exact-decoder.ts";
import { deepestNode, type ExactEntry, type ExactNode } from "./exact-node.ts";

/** Major types, RFC 8949 §3.1. */
const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6, simple: 7 } as const;
const indefinite = 31;
const stop = 0xff;

interface Head {
  readonly type: number;
  readonly info: number;
  /** Undefined: it ends by a stop. */
  readonly argument: bigint | undefined;
}

function readHead(reader: ByteReader): Head {
  const first = reader.uint(1);
  const [type, info] = [first >> 5, first & 31];
  if (info < 24) return { type, info, argument: BigInt(info) };
  if (info === indefinite) return { type, info, argument: undefined };
  if (info > 27) throw new RangeError("never used");
  const argument = info === 27 ? reader.uint64() : BigInt(reader.uint(([1, 2, 4] as const)[info - 24] ?? 1));
  return { type, info, argument };
}

/** Undefined: a stop, where one may stand. */
function readNode(reader: ByteReader, depth: number, mayStop = false): ExactNode | undefined {
  if (depth > deepestNode) throw new RangeError("too deep");
  const start = reader.at;
  const { type, info, argument } = readHead(reader);
  switch (type) {
    case major.unsigned:
    case major.negative:
      if (argument === undefined) throw new RangeError("no number");
      return { kind: "int", int: type === major.unsigned ? argument : -1n - argument };
    case major.bytes:
      return { kind: "bytes", bytes: readString(reader, argument, type) };
    case major.text: {
      const bytes = readString(reader, argument, type);
      const text = decodeUtf8(bytes);
      return text === undefined ? { kind: "bytes", bytes } : { kind: "text", text };
    }
    case major.list:
      return { kind: "list", items: readItems(reader, argument, depth) };
    case major.map: {
      const items = readItems(reader, argument === undefined ? undefined : argument * 2n, depth);
      if (items.length % 2 !== 0) throw new RangeError("a key without a value");
      const entries = items.flatMap((key, at): ExactEntry[] => {
        const value = items[at + 1];
        return at % 2 === 0 && value !== undefined ? [[key, value]] : [];
      });
      return { kind: "map", entries };
    }
    case major.tag: {
      const content = readNode(reader, depth + 1);
      if (argument === undefined || content === undefined) throw new RangeError("no tag");
      return { kind: "tagged", tag: argument, content };
    }
    default:
      if (info === indefinite && mayStop) return undefined;
      return readSimple(reader, start, info, argument);
  }
}

function readSimple(reader: ByteReader, start: number, info: number, argument: bigint | undefined): ExactNode {
  if (argument === undefined) throw new RangeError("a stop");
  if (info === 20 || info === 21) return { kind: "word", word: info === 20 ? "false" : "true" };
  if (info === 22) return { kind: "word", word: "null" };
  if (info <= 24) return { kind: "simple", simple: Number(argument) };
  reader.at = start + 1;
  if (info === 25) return { kind: "float", float: halfFloat(reader.uint(2)) };
  return { kind: "float", float: reader.float(info === 26 ? 4 : 8) };
}

/** RFC 8949, appendix D. */
function halfFloat(half: number): number {
  const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (fraction + 1024) * 2 ** (exponent - 25);
  return (half & 0x8000) === 0 ? size : -size;
}

function readString(reader: ByteReader, length: bigint | undefined, type: number): Uint8Array {
  if (length !== undefined) return reader.take(Number(length));
  const chunks: Uint8Array[] = [];
  for (;;) {
    const head = readHead(reader);
    if (head.type === major.simple && head.info === indefinite) return concatBytes(chunks);
    if (head.type !== type || head.argument === undefined) throw new RangeError("no chunk");
    chunks.push(reader.take(Number(head.argument)));
  }
}

function readItems(reader: ByteReader, count: bigint | undefined, depth: number): ExactNode[] {
  if (count !== undefined && count > BigInt(reader.left)) throw new RangeError("too short");
  const items: ExactNode[] = [];
  const most = count === undefined ? Number.POSITIVE_INFINITY : Number(count);
  while (items.length < most) {
    const item = readNode(reader, depth + 1, count === undefined);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

function writeHead(writer: ByteWriter, type: number, argument: bigint): void {
  const start = type << 5;
  if (argument < 24n) return writer.uint(start | Number(argument), 1);
  const size = argument < 0x100n ? 0 : argument < 0x1_0000n ? 1 : argument < 0x1_0000_0000n ? 2 : 3;
  if (argument >= 2n ** 64n) throw new Unwritable("number beyond 64 bits");
  writer.uint(start | (24 + size), 1);
  writer.uint(argument, ([1, 2, 4, 8] as const)[size] ?? 8);
}

function writeNode(writer: ByteWriter, node: ExactNode): void {
  switch (node.kind) {
    case "text": {
      const bytes = encodeUtf8(node.text);
      writeHead(writer, major.text, BigInt(bytes.length));
      return writer.put(bytes);
    }
    case "int":
      return node.int < 0n
        ? writeHead(writer, major.negative, -1n - node.int)
        : writeHead(writer, major.unsigned, node.int);
    case "float":
      writer.uint(0xfb, 1);
      return writer.float64(node.float);
    case "word":
      return writer.uint({ false: 0xf4, true: 0xf5, null: 0xf6 }[node.word], 1);
    case "bytes":
      writeHead(writer, major.bytes, BigInt(node.bytes.length));
      return writer.put(node.bytes);
    case "list":
      writeHead(writer, major.list, BigInt(node.items.length));
      for (const item of node.items) writeNode(writer, item);
      return;
    case "map":
      writeHead(writer, major.map, BigInt(node.entries.length));
      for (const item of node.entries.flat()) writeNode(writer, item);
      return;
    case "tagged":
      if (node.tag < 0n) throw new Unwritable("$tag needs a number from 0");
      writeHead(writer, major.tag, node.tag);
      return writeNode(writer, node.content);
    case "simple": {
      const { simple } = node;
      if (!(simple >= 0 && simple < 256) || (simple >= 20 && simple < 32 && simple !== 23))
        throw new Unwritable("$simple needs a number from 0 to 19, 23, or 32 to 255");
      return writeHead(writer, major.simple, BigInt(simple));
    }
    default:
      return node satisfies never;
  }
}

export const cbor = exactDecoder({
  name: "cbor",
  label: "CBOR",
  // Lists and maps, and what says of itself that it is CBOR (tag 55799).
  begins: (first) => (first >= 0x80 && first < 0xc0) || first === 0xd9,
  read: (bytes) => {
    const reader = new ByteReader(bytes);
    const node = readNode(reader, 0);
    if (node === undefined || reader.left > 0 || bytes[0] === stop) throw new RangeError("more than one");
    return node;
  },
  write: (node) => {
    const writer = new ByteWriter();
    writeNode(writer, node);
    return writer.bytes;
  },
});
