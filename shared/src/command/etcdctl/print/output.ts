/** What a command prints: text and bytes, in their order. Keys and values are printed as the bytes that they are. */
import { concatBytes, encodeUtf8, type Bytes } from "../../../model/bytes.ts";

export type Part = string | Uint8Array;

/** The parts as one run of bytes. */
export function joinParts(parts: readonly Part[]): Bytes {
  return concatBytes(parts.map((part) => (typeof part === "string" ? encodeUtf8(part) : part)));
}

export const formats = ["simple", "table", "json", "fields"] as const;
export type Format = (typeof formats)[number];

/** How etcdctl is told to print, and which etcdctl it is. */
export interface Style {
  readonly format: Format;
  /** `--hex`. */
  readonly hex: boolean;
  /** The version's second number: 4 for 3.4.23. etcdctl's output differs between them. */
  readonly minor: number;
  /** What tables are drawn with; etcdctl was built with either, whatever its version. */
  readonly tableLines: "ascii" | "box";
}

/** The version's second number; where it cannot be read, that of the newest that was tested. */
export function minorOf(version: string): number {
  return Number(/^3\.(\d+)/.exec(version)?.[1] ?? 7);
}

/** The lines of tables in etcdctl as etcd's own releases build it; distributions differ. */
export function tableLinesOf(minor: number): Style["tableLines"] {
  return minor >= 7 ? "box" : "ascii";
}

/** An answer that etcdctl has no words for in this format. */
export function unsupported(format: Format): string {
  return `${format} not supported as output format`;
}
