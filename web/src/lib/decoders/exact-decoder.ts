/** A decoder of a binary form of JSON, from what reads and writes its nodes. */
import { decodeUtf8, encodeUtf8, equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { attemptDecode, decodedLimitBytes, type Decoder, type DecodeResult } from "./decoder.ts";
import { formatNode, parseNode, type ExactNode } from "./exact-node.ts";
import { isPrintable } from "./meaningful.ts";

interface ExactForm extends Pick<Decoder, "name" | "label"> {
  /** The only node that bytes hold; throws where they hold none, or more. */
  readonly read: (bytes: Bytes) => ExactNode;
  /** The shortest bytes of a node; throws where there are none. */
  readonly write: (node: ExactNode) => Bytes;
  /** Whether the first byte may begin a list or map, which is all that is looked into. */
  readonly begins: (first: number) => boolean;
}

export function exactDecoder({ name, label, read, write, begins }: ExactForm): Decoder {
  const failed = `not whole ${label} data`;
  const decode = (bytes: Bytes, limitBytes: number): DecodeResult =>
    attemptDecode(() => {
      const node = read(bytes);
      const text = formatNode(node, limitBytes);
      const again = parseNode(text);
      const isSame = again !== undefined && equalBytes(write(again), bytes);
      const lock = isSame ? {} : { lock: "it would be written in other bytes than these" };
      return { bytes: encodeUtf8(`${text}\n`), format: "JSON", notes: notesOf(text), ...lock };
    }, failed);
  return {
    name,
    label,
    fits: (bytes) => {
      const [first] = bytes;
      if (first === undefined || bytes.length < 3 || !begins(first) || isPrintable(bytes)) return 0;
      try {
        return certaintyOf(read(bytes));
      } catch {
        return 0;
      }
    },
    decode,
    // Blanks and the spelling of numbers are no content.
    comesBack: (content, again) => {
      const [typed, decoded] = [content, again].map((bytes) => parseNode(decodeUtf8(bytes) ?? ""));
      return (
        typed !== undefined &&
        decoded !== undefined &&
        formatNode(typed, decodedLimitBytes) === formatNode(decoded, decodedLimitBytes)
      );
    },
    encode: (content) => {
      const node = parseNode(decodeUtf8(content) ?? "");
      if (node === undefined) return { failed: "invalid JSON, or an unknown name with $" };
      try {
        return write(node);
      } catch (error) {
        return { failed: error instanceof Unwritable ? error.message : `${label} cannot hold it` };
      }
    },
  };
}

/** Thrown for what has no bytes. */
export class Unwritable extends Error {}

function certaintyOf(node: ExactNode): number {
  if (node.kind === "tagged") return certaintyOf(node.content);
  if (node.kind === "map" && node.entries.length > 0) {
    const isNamed = node.entries.every(([key]) => key.kind === "text" && isPrintable(encodeUtf8(key.text)));
    return isNamed ? 0.8 : 0.3;
  }
  return node.kind === "list" && node.items.length > 2 ? 0.4 : 0.2;
}

function notesOf(text: string): string[] {
  return /\{"\$(?:hex|map|tag|simple|float)": /.test(text) ? ["names with $ mark what JSON cannot hold"] : [];
}
