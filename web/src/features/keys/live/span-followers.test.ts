import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { holdsAll, spanOf, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { idOfSpans, mostSightSpans, sightSpans } from "./live-spans.ts";
import { lingerMs, SpanFollowers } from "./span-followers.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const hexOf = (at: number) => encodeHex(keyFromText(`/k${1000 + at}`));
const span = (text: string): KeySpan => spanOf({ key: keyFromText(text) });

/** Followers that count what they open and close. */
function start(most?: number) {
  const open = new Set<KeySpan>();
  const counts = { opened: 0, closed: 0, mostOpen: 0 };
  const gone: KeySpan[] = [];
  const follow = (each: KeySpan) => {
    open.add(each);
    counts.opened++;
    counts.mostOpen = Math.max(counts.mostOpen, open.size);
    return {
      close: () => {
        counts.closed++;
        open.delete(each);
      },
    };
  };
  return { open, counts, gone, followers: new SpanFollowers(follow, (each) => gone.push(each), most) };
}

test("while one scrolls, a watch opens for each row that comes and one closes for each that is gone for a while", () => {
  const { counts, followers } = start(mostSightSpans);
  // Folders and keys in turn, of which each key is a range by itself; twelve keys are in sight.
  const rows = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? `key-${hexOf(at)}` : `folder-${hexOf(at)}`));
  const looks = 100;
  for (let look = 0; look < looks; look++) {
    followers.set(sightSpans(rows.slice(2 * look, 2 * look + 24), undefined));
    vi.advanceTimersByTime(500);
  }
  // Each look by itself would open and close twelve.
  expect(counts.opened).toBe(12 + looks - 1);
  expect(counts.closed).toBeLessThan(looks);
  expect(counts.mostOpen).toBeLessThanOrEqual(mostSightSpans);
  followers.close();
  expect(counts.closed).toBe(counts.opened);
});

test("what comes back in time was never closed, and what does not is", () => {
  const { open, counts, gone, followers } = start();
  followers.set([span("/a"), span("/b")]);
  followers.set([]);
  vi.advanceTimersByTime(lingerMs - 1);
  followers.set([span("/b")]);
  vi.advanceTimersByTime(lingerMs);
  expect([...open].map((each) => idOfSpans([each]))).toEqual([idOfSpans([span("/b")])]);
  expect([counts.opened, gone.map((each) => idOfSpans([each]))]).toEqual([2, [idOfSpans([span("/a")])]]);
});

test("what lies within a range that is followed takes no watch of its own", () => {
  const { counts, followers } = start();
  followers.set([spanOf(prefixRange(keyFromText("/a")))]);
  for (const name of ["/a/1", "/a/2", "/a"]) {
    followers.set([span(name)]);
    vi.advanceTimersByTime(2 * lingerMs);
  }
  expect(counts.opened).toBe(1);
});

test("however one scrolls, all that is in sight is followed, by no more watches than allowed", () => {
  const spans = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.record({ spans, waitMs: fc.constantFrom(0, 500, 5000) }), { maxLength: 20 }), (looks) => {
      const { open, counts, followers } = start(8);
      let lasting = 0;
      for (const look of looks) {
        const wanted = look.spans.map((at) => span(`/${at}`));
        followers.set(wanted);
        expect(wanted.every((each) => [...open].some((one) => holdsAll([one], each)))).toBe(true);
        vi.advanceTimersByTime(look.waitMs);
        lasting = look.waitMs > lingerMs ? wanted.length : open.size;
        expect(open.size).toBe(lasting);
      }
      expect(counts.mostOpen).toBeLessThanOrEqual(8);
      followers.close();
      expect([open.size, vi.getTimerCount()]).toEqual([0, 0]);
    }),
  );
});
