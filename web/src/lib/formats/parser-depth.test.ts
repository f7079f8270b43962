import { expect, test } from "vitest";
import { parseWithinStack } from "./parser-depth.ts";

test("a parser that runs out of stack is said to be so; any other failure passes through", () => {
  const endless = (): number => endless() + 1;
  expect(parseWithinStack(endless)).toBe("too-deep");
  expect(parseWithinStack(() => 1)).toBe(1);
  expect(() => parseWithinStack(() => JSON.parse("{"))).toThrow(SyntaxError);
});
