import { describe, expect, test } from "vitest";
import { decodeUtf8, keyFromText } from "../../model/bytes.ts";
import { slash } from "./child.ts";
import { createTails, type Tails } from "./tails.ts";

const folder = { prefix: keyFromText("/app/"), delimiters: slash };
const seen = (names: readonly string[]): Tails => {
  const tails = createTails(folder);
  for (const name of names) tails.note({ kind: "folder", prefix: keyFromText(`/app/${name}/`), count: 3 });
  return tails;
};
const guesses = (tails: Tails, key: string) =>
  tails.guessAfter(keyFromText(`/app/${key}`)).map((guess) => decodeUtf8(guess));

describe("the endings of names", () => {
  const tails = seen(["cart-web", "cart-api", "cart-db"]);

  test("are guessed of another name that ends as one of them does, in order, from there on", () => {
    expect(guesses(tails, "mail-api/1")).toEqual(["/app/mail-db/", "/app/mail-web/"]);
    expect(guesses(tails, "mail-db/1")).toEqual(["/app/mail-web/"]);
  });

  test("say nothing of a name that ends otherwise, of one word alone, and of a key", () => {
    expect(guesses(tails, "mail-backup/1")).toEqual([]);
    expect(guesses(tails, "api/1")).toEqual([]);
    expect(guesses(tails, "mail-api")).toEqual([]);
  });

  test("are not guessed where names end in whatever way", () => {
    const various = seen(Array.from({ length: 40 }, (_, at) => `job-${at}`));
    expect(guesses(various, "task-1/x")).toEqual([]);
  });
});
