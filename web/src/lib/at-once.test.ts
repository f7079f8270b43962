import { expect, test } from "vitest";
import { AtOnce } from "./at-once.ts";

test("no more run at once than may, the others follow in order, and one that is aborted is left out", async () => {
  const two = new AtOnce(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const left = new AbortController();
  const runs = ends.map(async ({ promise }, at) =>
    two.run(
      async () => {
        begun.push(at);
        await promise;
        return at;
      },
      at === 2 ? left.signal : undefined,
    ),
  );
  expect(begun).toEqual([0, 1]);
  left.abort(new Error("left"));
  ends[0]?.reject(new Error("broken"));
  await expect(runs[0]).rejects.toThrow("broken");
  await expect(runs[2]).rejects.toThrow("left");
  expect(begun).toEqual([0, 1, 3]);
  ends[1]?.resolve();
  ends[3]?.resolve();
  expect(await Promise.all([runs[1], runs[3]])).toEqual([1, 3]);
  expect(await two.run(async () => "again")).toBe("again");
});
