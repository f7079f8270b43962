/** Keyspaces of a million keys in the shapes that real clusters have, and in those that are hard to list. */
import { createRandom, type Random } from "../sample/random.ts";

export interface Shape {
  readonly name: string;
  /** The folder whose listing is hard: the root, or the one that holds everything. */
  readonly prefix: string;
  /** A million keys, none twice, in any order; the same ones every time. */
  readonly keys: () => Iterable<Uint8Array>;
}

const million = 1_000_000;
const encoder = new TextEncoder();
const digits = (value: number, length: number) => String(value).padStart(length, "0");

/** `count` keys whose text is made from their number. */
function* numbered(count: number, text: (at: number) => string): Iterable<Uint8Array> {
  for (let at = 0; at < count; at++) yield encoder.encode(text(at));
}

function* several(...parts: readonly Iterable<Uint8Array>[]): Iterable<Uint8Array> {
  for (const part of parts) yield* part;
}

/** Names as people give them: 40 subjects, five parts each. */
function serviceNames(): readonly string[] {
  const subjects =
    "account address analytics audit backup billing cart catalog checkout contract customer delivery device document email export feed fraud gateway geo image invoice ledger location mail media notification order partner payment pricing profile quota report risk search session shipping stock tax";
  return subjects
    .split(" ")
    .flatMap((subject) => ["api", "cache", "db", "jobs", "web"].map((part) => `${subject}-${part}`));
}

/** Names that begin alike in ever new ways: two words of one to three syllables, out of 15. */
function syllableNames(count: number): readonly string[] {
  const random = createRandom(200);
  const syllables = "ac bar con dat er fin go hub in jet log mon pay ser user".split(" ");
  const word = () =>
    Array.from({ length: 1 + random.below(3) }, () => syllables[random.below(syllables.length)]).join("");
  const made = new Set<string>();
  while (made.size < count) made.add(`${word()}-${word()}`);
  return [...made];
}

/** Folders of 5,000 keys. */
function folders(names: readonly string[]): Iterable<Uint8Array> {
  return numbered(million, (at) => `${names[Math.floor(at / 5000)]}/item-${digits(at % 5000, 5)}`);
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
}

function* binaryKeys(): Iterable<Uint8Array> {
  const random = createRandom(7);
  // 16 random bytes: two alike among a million would be one chance in 10^26.
  for (let at = 0; at < million; at++) yield random.bytes(16);
}

function* uuidKeys(): Iterable<Uint8Array> {
  const random = createRandom(9);
  for (let at = 0; at < million; at++) yield encoder.encode(uuid(random));
}

const longPrefix = "a-common-prefix-that-goes-on-for-40-byte";

export const shapes = {
  numbered: {
    name: "200 numbered folders",
    prefix: "",
    keys: () => folders(Array.from({ length: 200 }, (_, at) => `team-${digits(at, 3)}`)),
  },
  named: { name: "200 named folders", prefix: "", keys: () => folders(serviceNames()) },
  syllables: { name: "200 folders of like names", prefix: "", keys: () => folders(syllableNames(200)) },
  manyFolders: {
    name: "100,000 folders of 10",
    prefix: "",
    keys: () => numbered(million, (at) => `job-${digits(Math.floor(at / 10), 6)}/part-${at % 10}`),
  },
  giant: {
    name: "a giant beside 300 small",
    prefix: "",
    keys: () =>
      several(
        numbered(900_000, (at) => `events/${digits(at, 7)}`),
        numbered(100_000, (at) => `app-${digits(at % 300, 3)}/setting-${digits(Math.floor(at / 300), 4)}`),
      ),
  },
  longPrefixes: {
    name: "40-byte common prefixes",
    prefix: "",
    keys: () =>
      numbered(
        million,
        (at) =>
          `${at % 4}-${longPrefix}${longPrefix}-${digits(Math.floor(at / 4000), 3)}/item-${digits(Math.floor(at / 4) % 1000, 4)}`,
      ),
  },
  binary: { name: "random binary keys", prefix: "", keys: binaryKeys },
  uuids: { name: "UUID names", prefix: "", keys: uuidKeys },
  flat: {
    name: "a million direct keys",
    prefix: "flat/",
    keys: () => numbered(million, (at) => `flat/${digits(at, 7)}`),
  },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;
