import { afterEach, expect, test, vi } from "vitest";
import { onceAFrame } from "./once-a-frame.ts";

afterEach(() => vi.unstubAllGlobals());

test("hands on the newest value of a frame, and nothing once it is cancelled", () => {
  const frames = new Map<number, () => void>();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.set(frames.size + 1, run).size);
  vi.stubGlobal("cancelAnimationFrame", (id: number) => frames.delete(id));
  const draw = () => {
    const due = [...frames.values()];
    frames.clear();
    for (const run of due) run();
  };
  const seen: number[] = [];
  const { call, cancel } = onceAFrame((value: number) => seen.push(value));
  call(1);
  call(2);
  draw();
  expect(seen).toEqual([2]);
  call(3);
  draw();
  call(4);
  cancel();
  draw();
  expect(seen).toEqual([2, 3]);
});
