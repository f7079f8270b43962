import type { ReactNode } from "react";
import { isValidElement } from "react";
import { expect, test } from "vitest";
import { renderHook } from "../../../test/render-hook.ts";
import { lazyPart } from "./lazy-part.tsx";

const Loaded = () => null;

const typeOf = (shown: ReactNode) => (isValidElement(shown) ? shown.type : undefined);

test("a part that was loaded before is shown at once; one that is shown stays what it began with", async () => {
  let loads = 0;
  const Part = lazyPart(async () => {
    loads++;
    return Loaded;
  });
  const early = await renderHook(Part, {});
  const first = typeOf(early.current());
  expect(first).not.toBe(Loaded);
  Part.preload();
  await early.rerender({});
  expect(typeOf(early.current())).toBe(first);
  expect(typeOf((await renderHook(Part, {})).current())).toBe(Loaded);
  expect(loads).toBe(1);
});

test("a part that could not be loaded before is asked for again", async () => {
  let loads = 0;
  const Part = lazyPart(async () => {
    if (++loads === 1) throw new Error("The server is away");
    return Loaded;
  });
  Part.preload();
  const early = await renderHook(Part, {});
  Part.preload();
  await early.rerender({});
  expect(typeOf((await renderHook(Part, {})).current())).toBe(Loaded);
});
