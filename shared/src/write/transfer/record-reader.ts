/** A file of keys as it comes, piece by piece: JSON lines, or what etcdctl prints as JSON. */
import { concatBytes, decodeUtf8 } from "../../model/bytes.ts";
import { describeFailure, failureOf } from "../../model/failure.ts";
import { RangeParser } from "../../read/scan/range-parser.ts";
import { parseLine } from "./json-lines.ts";
import type { TransferRecord } from "./record.ts";

/** What stands in the file, in order. `line` counts from 1; in etcdctl's JSON, which is one line, it counts keys. */
export type RecordEntry =
  | { readonly kind: "record"; readonly line: number; readonly record: TransferRecord }
  | { readonly kind: "problem"; readonly line: number; readonly problem: string };

/** The longest line that is read: a key and value as large as etcd takes, twice, and as text with every sign escaped. */
const maxLineBytes = 16 * 1024 * 1024;
/** So many bytes tell which of the two a file is. */
const telling = 64;
const newline = 0x0a;

/** Sans I/O: `push` every piece, then `end`; both give what has come. */
export class RecordReader {
  #rest: Uint8Array = new Uint8Array();
  #line = 0;
  #skipping = false;
  #etcdctl: RangeParser | undefined;
  #known = false;
  #broken = false;
  #entries: RecordEntry[] = [];

  push(piece: Uint8Array): readonly RecordEntry[] {
    this.#entries = [];
    const bytes = this.#rest.length === 0 ? piece : concatBytes([this.#rest, piece]);
    this.#rest = new Uint8Array();
    if (!this.#known && bytes.length < telling) this.#rest = bytes.slice();
    else this.#read(bytes);
    return this.#entries;
  }

  end(): readonly RecordEntry[] {
    this.#entries = [];
    const rest = this.#rest;
    this.#rest = new Uint8Array();
    if (!this.#known || this.#etcdctl === undefined) this.#read(concatBytes([rest, Uint8Array.of(newline)]));
    this.#endEtcdctl();
    return this.#entries;
  }

  #read(bytes: Uint8Array): void {
    if (!this.#known) {
      this.#known = true;
      if (/^\s*\{\s*"(?:header|kvs|count|more)"/.test(decodeStart(bytes))) {
        this.#etcdctl = new RangeParser(({ key, value, ...facts }) => {
          this.#line++;
          const record = { key, value, ...facts };
          if (key.length > 0) this.#entries.push({ kind: "record", line: this.#line, record });
          else this.#entries.push({ kind: "problem", line: this.#line, problem: "has no key" });
        });
      }
    }
    if (this.#etcdctl === undefined) this.#readLines(bytes);
    else this.#tryEtcdctl((parser) => parser.push(bytes));
  }

  #tryEtcdctl(use: (parser: RangeParser) => void): void {
    if (this.#etcdctl === undefined || this.#broken) return;
    try {
      use(this.#etcdctl);
    } catch (error) {
      this.#broken = true;
      const problem = `and the rest of the file cannot be read. ${describeFailure(failureOf(error))}`;
      this.#entries.push({ kind: "problem", line: this.#line + 1, problem });
    }
  }

  #endEtcdctl(): void {
    this.#tryEtcdctl((parser) => parser.end());
  }

  #readLines(bytes: Uint8Array): void {
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      this.#readLine(bytes.subarray(start, end));
      start = end + 1;
    }
    const rest = bytes.subarray(start);
    if (rest.length <= maxLineBytes) this.#rest = rest.slice();
    else this.#skipping = true;
  }

  #readLine(bytes: Uint8Array): void {
    const line = ++this.#line;
    const tooLong = this.#skipping || bytes.length > maxLineBytes;
    this.#skipping = false;
    if (tooLong) {
      this.#entries.push({ kind: "problem", line, problem: "is too long for a key and value of etcd" });
      return;
    }
    const text = decodeUtf8(bytes);
    if (text?.trim() === "") return;
    const read = text === undefined ? { problem: "is not UTF-8: is this a JSON lines file?" } : parseLine(text);
    if ("problem" in read) this.#entries.push({ kind: "problem", line, problem: read.problem });
    else this.#entries.push({ kind: "record", line, record: read });
  }
}

function decodeStart(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, telling));
}
