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

test("with a dialog open it stands clear of the bars behind it, else below it, else above its buttons", () => {
  const bars = [{ top: 700, bottom: 760 }];
  expect(noticeBottom({ ...layer, dialog: { top: 100, bottom: 700, bars } })).toBe(78);
  expect(noticeBottom({ ...layer, dialog: { top: 100, bottom: 780, bars } })).toBe(8);
  expect(noticeBottom({ ...layer, dialog: { top: 100, bottom: 850, bars } })).toBe(208);
});
