import { expect, test } from "vitest";
import fc from "fast-check";
import { ByteQueue } from "./byte-queue.ts";

test("what is pushed waits in order, and what is dropped is gone", () => {
  const queue = new ByteQueue();
  queue.push(Uint8Array.of(1, 2, 3));
  queue.drop(2);
  queue.push(Uint8Array.of(4));
  expect(queue.bytes).toEqual(Uint8Array.of(3, 4));
  queue.drop(9);
  expect(queue.bytes).toEqual(new Uint8Array());
});

test("pieces of any size come out as they went in", () => {
  const act = fc.record({ push: fc.uint8Array({ maxLength: 3000 }), drop: fc.nat(3000) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const queue = new ByteQueue();
      let waiting: readonly number[] = [];
      for (const { push, drop } of acts) {
        queue.push(push);
        queue.drop(drop);
        waiting = [...waiting, ...push].slice(drop);
        expect([...queue.bytes]).toEqual(waiting);
      }
    }),
    { numRuns: 50 },
  );
});
