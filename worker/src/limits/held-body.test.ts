import fc from "fast-check";
import { expect, test } from "vitest";
import { giveBack, HeldBody } from "./held-body.ts";

test("what is pushed comes out in order, whatever the pieces and whatever was expected", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 30 });
  fc.assert(
    fc.property(pieces, fc.nat(100_000), (pushed, expected) => {
      const body = new HeldBody(expected);
      for (const piece of pushed) body.push(piece);
      const whole = Buffer.concat(pushed);
      expect(body.length).toBe(whole.length);
      expect(Buffer.concat([...body.blocks()]).equals(whole)).toBe(true);
      const taken: Uint8Array[] = [];
      for (let block = body.take(); block !== undefined; block = body.take()) taken.push(block);
      expect(Buffer.concat(taken).equals(whole)).toBe(true);
      expect(body.length).toBe(0);
    }),
    { numRuns: 50 },
  );
});

function reserved(body: HeldBody): number {
  return [...body.blocks()].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

test("little is made ready in vain: neither for a length that is only announced nor for one that is not known", () => {
  const announced = new HeldBody(16 * 1024 * 1024);
  announced.push(Uint8Array.of(1));
  expect(reserved(announced)).toBe(256 * 1024);
  const exact = new HeldBody(1_000_000);
  const unknown = new HeldBody();
  for (let count = 0; count < 1000; count++) for (const body of [exact, unknown]) body.push(new Uint8Array(1000));
  expect(reserved(exact)).toBe(1_000_000);
  expect(reserved(unknown)).toBeLessThan(1_000_000 + 256 * 1024);
});

test("the memory of a large block is given back at once, and all of it when the body is dropped", () => {
  const body = new HeldBody();
  body.push(new Uint8Array(600 * 1024));
  const blocks = [...body.blocks()];
  const first = body.take();
  if (first !== undefined) giveBack(first);
  expect(blocks.map(({ buffer }) => buffer.byteLength === 0)).toEqual([true, false, false]);
  body.drop();
  expect(blocks.every(({ buffer }) => buffer.byteLength === 0)).toBe(true);
});
