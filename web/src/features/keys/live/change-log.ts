/**
 * What one watch has told, without values: complete between two revisions. From it, whatever was read at any revision in
 * between is brought up to date. Pure.
 */
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { addInt64, asRevision, compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { KeyChange } from "@etcd-explorer/shared/read/follow/key-change";
import { lastWhere } from "@etcd-explorer/shared/read/browse/listing-index";
import { factsOf } from "#/api/keys/table-pages.ts";

/** A change with its key in hex, which tells below which prefixes it lies. */
export interface LoggedChange extends KeyChange {
  readonly hex: string;
}

/** So many changes are held; a listing that was read before them is read again. */
export const heldChanges = 20_000;

export class ChangeLog {
  readonly #held: number;
  /** In order of their revisions. */
  #changes: LoggedChange[] = [];
  /** Told, but others of the same revision may be still to come. */
  #pending: LoggedChange[] = [];
  #from: Revision | undefined;
  #completeTo: Revision | undefined;

  constructor(held: number = heldChanges) {
    this.#held = held;
  }

  /** `from`: the revision that the watch begins with; undefined: with the one after that which it tells first. */
  begin(from: Revision | undefined): void {
    this.#from = from;
  }

  /** Everything up to this revision has been told; undefined: nothing is known yet. */
  get completeTo(): Revision | undefined {
    return this.#completeTo;
  }

  /** Notes events as they are told. */
  note(events: readonly KeyEvent[]): void {
    for (const event of events) {
      const { key, revision } = event;
      const facts = event.type === "put" ? factsOf(event.kv) : undefined;
      this.#pending.push({ key, revision, facts, hex: encodeHex(key) });
    }
  }

  /** Nothing up to `revision` is still to come. */
  complete(revision: Revision): void {
    this.#from ??= after(revision);
    if (this.#completeTo !== undefined && compareInt64(revision, this.#completeTo) <= 0) return;
    this.#completeTo = revision;
    const settled = lastWhere(this.#pending.length, (at) => isUpTo(this.#pending[at], revision)) + 1;
    this.#changes.push(...this.#pending.splice(0, settled));
    this.#forget();
  }

  /** Up to `to` something may have happened that nobody knows. */
  skip(to: Revision): void {
    this.#changes = [];
    this.#pending = this.#pending.filter(({ revision }) => compareInt64(revision, to) > 0);
    this.#from = after(to);
  }

  /** What was told is of a past that is no more: begins with the revision after that which is told first from now on. */
  restart(): void {
    this.#changes = [];
    this.#pending = [];
    this.#from = undefined;
    this.#completeTo = undefined;
  }

  /** All that happened after `revision`; undefined: that is not known. */
  since(revision: Revision): readonly LoggedChange[] | undefined {
    if (this.#from === undefined || compareInt64(after(revision), this.#from) < 0) return undefined;
    const first = lastWhere(this.#changes.length, (at) => isUpTo(this.#changes[at], revision)) + 1;
    return first === 0 ? this.#changes : this.#changes.slice(first);
  }

  #forget(): void {
    if (this.#changes.length <= this.#held) return;
    const dropped = this.#changes.splice(0, this.#changes.length - Math.ceil(this.#held / 2));
    const last = dropped.at(-1);
    // Of one revision all are there, or none count.
    if (last !== undefined) this.#from = after(last.revision);
  }
}

function isUpTo(change: LoggedChange | undefined, revision: Revision): boolean {
  return change !== undefined && compareInt64(change.revision, revision) <= 0;
}

function after(revision: Revision): Revision {
  return asRevision(addInt64(revision, 1));
}
