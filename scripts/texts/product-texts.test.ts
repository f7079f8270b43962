import { expect, test } from "vitest";
import { faultsOf } from "./plain-words.ts";
import { productTexts } from "./product-files.ts";

test("no text of the product breaks a rule of its voice that a program can hold", () => {
  const files = productTexts();
  const faults = files.flatMap(({ file, texts }) =>
    texts.flatMap(({ line, text }) => faultsOf(text).map((fault) => `${file}:${line} ${text} — ${fault}`)),
  );
  // Fewer texts than that, and they are no longer found where they are.
  expect(files.flatMap(({ texts }) => texts).length).toBeGreaterThan(2500);
  expect(faults).toEqual([]);
});
