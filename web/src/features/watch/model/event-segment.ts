/**
 * Up to some thousands of events of one watch, in the order of their revisions, with all their bytes in one buffer: equal
 * values stand there once, and thousands of small arrays would cost several times the memory.
 */
import { asKey, asValue, equalBytes, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import type { Int64, LeaseId, Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";

/** How many events a segment takes. An event's number is that of its segment times this, and its place in it. */
export const eventsPerSegment = 2048;
/** A segment with more bytes takes no further event. */
export const bytesPerSegment = 2 * 1024 * 1024;
/** What the rows, and the texts in them, take of each event, about. */
const rowBytes = 260;
const firstBufferBytes = 16 * 1024;

interface Place {
  readonly from: number;
  readonly length: number;
}

type Facts = Pick<KeyValue, "createRevision" | "modRevision" | "version" | "lease">;

interface KnownKey {
  readonly place: Place;
  readonly text: string;
  /** The value that was stored for it last: usually the next event's previous one. */
  value: Place | undefined;
}

interface Row {
  readonly isPut: boolean;
  readonly key: KnownKey;
  readonly revision: Revision;
  readonly facts: Facts | undefined;
  readonly value: Place | undefined;
  readonly previousFacts: Facts | undefined;
  readonly previousValue: Place | undefined;
}

export class EventSegment {
  /** The watches that told of each event, as bits. */
  readonly watches: number[] = [];
  /** When each event happened in milliseconds, where that was seen; else undefined. */
  readonly seenAtMs: (number | undefined)[] = [];
  /** What the last search says of each event: 0 not asked, 1 no, 2 yes. */
  readonly matches: Uint8Array = new Uint8Array(eventsPerSegment);
  /** Counts how often etcd's data had gone back before these events: only then can revisions have come twice. */
  readonly history: number;
  /** Cleared by a person, who may take that back. */
  isHidden = false;
  readonly #rows: Row[] = [];
  readonly #keys = new Map<string, KnownKey>();
  #buffer = new Uint8Array(firstBufferBytes);
  #used = 0;

  constructor(history: number) {
    this.history = history;
  }

  get count(): number {
    return this.#rows.length;
  }

  get sizeBytes(): number {
    return this.#buffer.length + this.#rows.length * rowBytes;
  }

  get isFull(): boolean {
    return this.#rows.length >= eventsPerSegment || this.#used >= bytesPerSegment;
  }

  /** Adds an event and returns its place. The segment must not be full. */
  add(event: KeyEvent, watchBit: number, seenAtMs: number | undefined): number {
    const text = formatKey(event.key);
    const key = this.#keys.get(text) ?? { place: this.#store(event.key), text, value: undefined };
    this.#keys.set(text, key);
    const { prevKv } = event;
    const previousValue = prevKv && this.#storeOnce(prevKv.value, key.value);
    const value = event.type === "put" ? this.#storeOnce(event.kv.value, previousValue) : undefined;
    key.value = value;
    this.#rows.push({
      isPut: event.type === "put",
      key,
      revision: event.revision,
      facts: event.type === "put" ? factsOf(event.kv) : undefined,
      value,
      previousFacts: prevKv && factsOf(prevKv),
      previousValue,
    });
    this.watches.push(watchBit);
    this.seenAtMs.push(seenAtMs);
    return this.#rows.length - 1;
  }

  isPut(at: number): boolean {
    return this.#rows[at]?.isPut === true;
  }

  keyText(at: number): string {
    return this.#rows[at]?.key.text ?? "";
  }

  hasKey(at: number, key: Key): boolean {
    const place = this.#rows[at]?.key.place;
    return place !== undefined && equalBytes(this.#view(place), key);
  }

  revision(at: number): Revision | undefined {
    return this.#rows[at]?.revision;
  }

  /** The bytes that a search looks into: the value and the one before. Views of the buffer, not to be kept. */
  searched(at: number): readonly Uint8Array[] {
    const row = this.#rows[at];
    return [row?.value, row?.previousValue].flatMap((place) => (place === undefined ? [] : [this.#view(place)]));
  }

  /** The event with bytes of its own. */
  event(at: number): KeyEvent | undefined {
    const row = this.#rows[at];
    if (row === undefined) return undefined;
    const key: Key = asKey(this.#view(row.key.place).slice());
    const { revision } = row;
    const previous =
      row.previousFacts === undefined || row.previousValue === undefined
        ? {}
        : { prevKv: { key, value: this.#value(row.previousValue), ...row.previousFacts } };
    if (row.facts === undefined || row.value === undefined) return { type: "delete", key, revision, ...previous };
    return { type: "put", key, revision, kv: { key, value: this.#value(row.value), ...row.facts }, ...previous };
  }

  /** What a put wrote, in bytes; undefined of a delete. */
  valueBytes(at: number): number | undefined {
    return this.#rows[at]?.value?.length;
  }

  #view({ from, length }: Place): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(from, from + length);
  }

  #value(place: Place): Value {
    return asValue(this.#view(place).slice());
  }

  #storeOnce(bytes: Uint8Array, known: Place | undefined): Place {
    return known !== undefined && equalBytes(this.#view(known), bytes) ? known : this.#store(bytes);
  }

  #store(bytes: Uint8Array): Place {
    const from = this.#used;
    this.#used += bytes.length;
    if (this.#used > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#used));
      larger.set(this.#buffer.subarray(0, from));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, from);
    return { from, length: bytes.length };
  }
}

function factsOf({ createRevision, modRevision, version, lease }: Facts): Facts {
  const kept: { createRevision: Revision; modRevision: Revision; version: Int64; lease: LeaseId } = {
    createRevision,
    modRevision,
    version,
    lease,
  };
  return kept;
}
