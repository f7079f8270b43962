import { expect, test } from "vitest";
import { HeldBytes } from "./held-bytes.ts";

function aRoom() {
  const clock = { ms: 0 };
  const limits = { bytes: 10, besideBytes: 14, looseMs: 1000, stepBytes: 1, silentMs: 10, slowMs: 50 };
  return { clock, room: new HeldBytes({ ...limits, now: () => clock.ms }) };
}

test("all grow while there is room for what has come of them, and beyond it the first in line alone", () => {
  const { room } = aRoom();
  const [first, second, third] = [room.open(), room.open(), room.open()];
  expect([first.mayHold(4), second.mayHold(3), third.mayHold(3)]).toEqual([true, true, true]);
  expect([second.mayHold(4), third.mayHold(4), first.mayHold(5)]).toEqual([false, false, true]);
  expect([first, second, third].map(({ place }) => place)).toEqual([0, 1, 2]);
  expect(first.mayHold(40)).toBe(true);
  // What it has already, everybody may keep.
  expect(second.mayHold(3)).toBe(true);
  first.give();
  first.give();
  expect([third.mayHold(4), second.mayHold(7), third.mayHold(5)]).toEqual([true, true, false]);
});

test("what is whole holds its room until it is given back, and lets the next one be first", () => {
  const { room } = aRoom();
  const [first, second] = [room.open(), room.open()];
  expect([first.mayHold(14), second.mayHold(1)]).toEqual([true, false]);
  first.keeps(14);
  expect(second.mayHold(9)).toBe(true);
  first.keeps(1);
  expect(room.open().mayHold(1)).toBe(false);
  second.give();
  expect(room.open().mayHold(9)).toBe(true);
});

test("who is first and gets nothing is passed over until it does, and loses nothing while there is room beside", () => {
  const { room, clock } = aRoom();
  const [stalled, waiting] = [room.open(), room.open()];
  expect([stalled.mayHold(9), waiting.mayHold(2)]).toEqual([true, false]);
  clock.ms = 9;
  expect(waiting.mayHold(2)).toBe(false);
  clock.ms = 10;
  expect(waiting.mayHold(2)).toBe(true);
  clock.ms = 900;
  expect(waiting.mayHold(5)).toBe(true);
  expect(stalled.isLost).toBe(false);
  expect([stalled.mayHold(10), waiting.mayHold(6)]).toEqual([true, false]);
});

test("who holds much and hardly grows loses it where the first in line has no room otherwise, and only then", () => {
  const { room, clock } = aRoom();
  const [stalled, alsoStalled, first] = [room.open(), room.open(), room.open()];
  expect(stalled.mayHold(12)).toBe(true);
  clock.ms = 10;
  expect(alsoStalled.mayHold(12)).toBe(true);
  clock.ms = 49;
  for (const share of [stalled, alsoStalled]) share.mayHold(12);
  expect(first.mayHold(5)).toBe(false);
  expect(stalled.isLost).toBe(false);
  // It drips: what it gets is too little.
  clock.ms = 60;
  for (const share of [stalled, alsoStalled]) share.mayHold(12);
  expect([first.mayHold(5), first.mayHold(5)]).toEqual([false, false]);
  expect([stalled.isLost, alsoStalled.isLost, stalled.mayHold(1)]).toEqual([true, false, false]);
  stalled.give();
  expect(first.mayHold(5)).toBe(true);
});

test("what waits for room is not slow, however long it waits", () => {
  const { room, clock } = aRoom();
  const [first, waiting, whole] = [room.open(), room.open(), room.open()];
  expect([first.mayHold(5), waiting.mayHold(5), waiting.mayHold(6)]).toEqual([true, true, false]);
  whole.keeps(20);
  clock.ms = 60;
  expect(first.mayHold(6)).toBe(false);
  expect([first, waiting, whole].map(({ isLost }) => isLost)).toEqual([false, false, false]);
  whole.give();
  expect(first.mayHold(6)).toBe(true);
});

test("what was not heard of for long counts no more", () => {
  const { room, clock } = aRoom();
  const gone = room.open();
  gone.mayHold(14);
  gone.keeps(14);
  const next = room.open();
  clock.ms = 999;
  expect(next.mayHold(14)).toBe(true);
  expect(room.open().mayHold(1)).toBe(false);
  clock.ms = 1000;
  expect(next.mayHold(10)).toBe(true);
});

test("room is given in whole steps", () => {
  const limits = { bytes: 10, besideBytes: 10, looseMs: 1000, stepBytes: 4, silentMs: 10, slowMs: 50 };
  const room = new HeldBytes({ ...limits, now: () => 0 });
  const [first, second] = [room.open(), room.open()];
  expect([first.mayHold(1), second.mayHold(5), second.mayHold(4), first.mayHold(4)]).toEqual([true, false, true, true]);
});
