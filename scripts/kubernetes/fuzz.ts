/** Random and mutated values for the codec of Kubernetes objects, by the million. */
import { concatBytes } from "@etcd-explorer/shared/model/bytes";
import { fieldBytes, readChunks } from "@etcd-explorer/shared/kubernetes/wire";
import { saveUnchanged, type Fate } from "@etcd-explorer/shared/test/kubernetes-kept";
import { createRandom, type Random } from "../sample/random.ts";

/** What no value may take longer to be read and written. */
export const longestMs = 200;

export interface FuzzReport {
  readonly cases: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** In processor time. */
  readonly slowestMs: number;
  /** Values that threw, hung or changed a byte: in base64, with what they did. */
  readonly failures: readonly string[];
}

/** Bytes cut out and put in: mostly it no longer parses. */
function cut(random: Random, seed: Uint8Array): Uint8Array {
  const at = random.below(seed.length + 1);
  return concatBytes([seed.subarray(0, at), random.bytes(random.below(5)), seed.subarray(at + random.below(5))]);
}

/** Bytes changed where they stand: mostly it still parses, as something else. */
function change(random: Random, seed: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(seed);
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(bytes.length);
    bytes[at] = random.below(2) === 0 ? random.below(256) : (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

/** The object has more fields than it had, or the same ones again: known and unknown, anywhere between the others. */
function grow(random: Random, seed: Uint8Array): Uint8Array {
  const envelope = seed.subarray(4);
  const parts = (readChunks(envelope) ?? []).flatMap(({ number, start, valueStart, end }) => {
    if (number !== 2) return [envelope.subarray(start, end)];
    const message = envelope.subarray(valueStart, end);
    const fields = (readChunks(message) ?? []).map((chunk) => message.subarray(chunk.start, chunk.end));
    const more = fieldBytes(1 + random.below(80), 2, random.bytes(random.below(30)));
    const again = fields[random.below(fields.length)] ?? new Uint8Array();
    const at = random.below(2) === 0 ? fields.length : random.below(fields.length + 1);
    const grown = [...fields.slice(0, at), ...(random.below(2) === 0 ? more : [again]), ...fields.slice(at)];
    return fieldBytes(2, 2, concatBytes(grown));
  });
  return concatBytes([seed.subarray(0, 4), ...parts]);
}

function caseOf(random: Random, small: readonly Uint8Array[], large: readonly Uint8Array[]): Uint8Array {
  const kind = random.below(100);
  const seeds = random.below(50) === 0 && large.length > 0 ? large : small;
  const seed = seeds[random.below(seeds.length)] ?? new Uint8Array();
  if (kind < 45) return change(random, seed);
  if (kind < 75) return grow(random, seed);
  if (kind < 90) return cut(random, seed);
  // Its envelope says what it is; the object behind it is random.
  if (kind < 97) return concatBytes([seed.subarray(0, 4 + random.below(40)), random.bytes(random.below(120))]);
  return random.bytes(random.below(200));
}

function timed(value: Uint8Array): { readonly fate: Fate; readonly ms: number } {
  // Of this process alone: a busy machine pauses it now and then.
  const began = process.cpuUsage();
  const fate = saveUnchanged(value);
  const { user, system } = process.cpuUsage(began);
  return { fate, ms: (user + system) / 1000 };
}

/**
 * Reads and saves so many values unchanged, or as many as fit into the time. `small` and `large`: stored objects from
 * which values are made, most of them from the small ones.
 */
export function fuzzObjects(
  small: readonly Uint8Array[],
  large: readonly Uint8Array[],
  { cases, seed, limitMs }: { readonly cases: number; readonly seed: number; readonly limitMs: number },
): FuzzReport {
  const random = createRandom(seed);
  const fates = { unread: 0, uneditable: 0, saved: 0, broken: 0 };
  const failures: string[] = [];
  const began = performance.now();
  let [done, slowestMs] = [0, 0];
  for (; done < cases && performance.now() - began < limitMs; done++) {
    const value = caseOf(random, small, large);
    try {
      const first = timed(value);
      // Memory is tidied up now and then: what hangs does so each time.
      const ms = first.ms > longestMs ? Math.min(timed(value).ms, timed(value).ms) : first.ms;
      fates[first.fate]++;
      slowestMs = Math.max(slowestMs, ms);
      if (first.fate === "broken" || ms > longestMs) failures.push(`${first.fate} in ${ms} ms: ${base64(value)}`);
    } catch (error) {
      failures.push(`${String(error)}: ${base64(value)}`);
    }
  }
  return { cases: done, fates, slowestMs, failures };
}

const base64 = (value: Uint8Array) => Buffer.from(value).toString("base64");
