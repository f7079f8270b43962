/** What a preview has seen of every key of a file, in some 25 bytes a key: what the write then compares with. */
import { asRevision, parseInt64, zeroInt64, type Int64, type Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { GrantedLeases } from "./granted-leases.ts";
import type { Standing } from "./import-options.ts";

const standings: readonly (Standing | "unusable")[] = ["unusable", "add", "change", "equal", "conflict"];

export interface Noted {
  readonly standing: Standing | "unusable";
  /** The key as the preview saw it; undefined: there was none. */
  readonly seen: { readonly modRevision: Revision; readonly version: Int64 } | undefined;
  /** Written by this import, or given up. */
  readonly settled: boolean;
}

/** Grows as entries are noted, each by its place in the file. */
export class ImportLedger {
  /** What was granted so far: a run that goes on after a stop uses the same leases. */
  readonly leases: GrantedLeases = new GrantedLeases();
  #standings = new Uint8Array(1024);
  #settled = new Uint8Array(1024);
  #revisions = new BigInt64Array(1024);
  #versions = new BigInt64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(standing: Noted["standing"], there: Pick<KeyFacts, "modRevision" | "version"> | undefined): void {
    if (this.#length === this.#standings.length) this.#grow();
    const at = this.#length++;
    this.#standings[at] = standings.indexOf(standing);
    this.#revisions[at] = BigInt(there?.modRevision ?? 0);
    this.#versions[at] = BigInt(there?.version ?? 0);
  }

  at(place: number): Noted {
    const revision = this.#revisions[place] ?? 0n;
    const version = this.#versions[place] ?? 0n;
    return {
      standing: standings[this.#standings[place] ?? 0] ?? "unusable",
      seen: revision === 0n ? undefined : { modRevision: asRevision(text(revision)), version: text(version) },
      settled: this.#settled[place] === 1,
    };
  }

  settle(place: number): void {
    this.#settled[place] = 1;
  }

  #grow(): void {
    const size = this.#length * 2;
    this.#standings = grown(this.#standings, new Uint8Array(size));
    this.#settled = grown(this.#settled, new Uint8Array(size));
    const revisions = new BigInt64Array(size);
    revisions.set(this.#revisions);
    this.#revisions = revisions;
    const versions = new BigInt64Array(size);
    versions.set(this.#versions);
    this.#versions = versions;
  }
}

function grown(old: Uint8Array<ArrayBuffer>, larger: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  larger.set(old);
  return larger;
}

function text(value: bigint): Int64 {
  return parseInt64(String(value)) ?? zeroInt64;
}
