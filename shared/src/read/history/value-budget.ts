/** How many values may be read, so that a page of them is no large answer, however large they were. */
import { versionsPerPage, type KeyVersion } from "./key-version.ts";

/** What the values of one page come to at most, in bytes. Others are read one by one, when they are looked at. */
export const valueBytesPerPage: number = 4 * 1024 * 1024;

/** Nobody knows how large the values were before the first of them are read. */
const firstRead = 8;

/** Counts what is held of values; how many the next call asks for follows from the largest of them. */
export class ValueBudget {
  #left: number;
  #largest = 1;
  #most = firstRead;

  /** What is held already counts: a key that is written again and again is not read whole each time. */
  constructor(mostBytes: number, held: readonly KeyVersion[]) {
    this.#left = mostBytes;
    for (const { value } of held) this.#count(value);
    if (held.filter(({ value }) => value !== undefined).length >= firstRead) this.#most = versionsPerPage;
  }

  /** How many values may be in flight. */
  get room(): number {
    return Math.max(0, Math.min(this.#most, Math.floor(this.#left / this.#largest)));
  }

  /** Some were read, as far as they are held. */
  take(versions: readonly KeyVersion[]): void {
    for (const { value } of versions) this.#count(value);
    this.#most = versionsPerPage;
  }

  /** So many together were more than a response may hold. */
  refuse(asked: number): void {
    this.#most = Math.max(1, Math.floor(asked / 2));
  }

  #count(value: KeyVersion["value"]): void {
    this.#left -= value?.length ?? 0;
    this.#largest = Math.max(this.#largest, value?.length ?? 0);
  }
}
