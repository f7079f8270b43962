import { expect, test } from "vitest";
import { noticeBottom } from "./notice-place.ts";

const footer = { top: 876, bottom: 900 };
const editBar = { top: 830, bottom: 876 };
const layer = { viewportHeight: 900, noticeHeight: 40, bars: [footer, editBar], dialog: undefined };

test("a notice stands above every bar at the foot of the screen, and follows what comes and goes", () => {
  expect(noticeBottom(layer)).toBe(78);
  expect(noticeBottom({ ...layer, bars: [footer] })).toBe(32);
  expect(noticeBottom({ ...layer, bars: [...layer.bars, { top: 0, bottom: 0 }] })).toBe(78);
  expect(noticeBottom({ ...layer, bars: [...layer.bars, { top: 300, bottom: 330 }] })).toBe(78);
  expect(noticeBottom({ ...layer, bars: [] })).toBe(8);
});

test("with a dialog open it stands below it, or above its buttons where there is no room", () => {
  const buttons = { top: 700, bottom: 760 };
  expect(noticeBottom({ ...layer, bars: [buttons], dialog: { top: 100, bottom: 780 } })).toBe(8);
  expect(noticeBottom({ ...layer, bars: [buttons], dialog: { top: 100, bottom: 850 } })).toBe(208);
});
