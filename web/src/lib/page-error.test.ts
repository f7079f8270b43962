import { describe, expect, test } from "vitest";
import { describePageError, errorDetails, loadPart, MissingPartError, summarizeError } from "./page-error.ts";

const context = { screen: "keys", browser: "Chromium 156", at: new Date(0) };

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("an error that stopped a part of the page", () => {
  test("is a missing part where it did not load, whatever the browser says", async () => {
    const told = new TypeError("Failed to fetch dynamically imported module: http://h/x.js");
    const error = await loadPart(() => Promise.reject(told)).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(MissingPartError);
    expect(describePageError(error).title).toBe("Part of this page did not load");
    expect(await loadPart(() => Promise.resolve(1))).toBe(1);
    expect(describePageError(new Error("x")).title).toBe("This screen crashed");
  });

  test("is told in one line, without what was quoted from the data", () => {
    expect(summarizeError(new TypeError("l is not a function"))).toBe("TypeError: l is not a function");
    const parse = caught(() => JSON.parse('{"password": hunter2}'));
    expect(summarizeError(parse)).not.toContain("hunter2");
    expect(summarizeError(parse)).toMatch(/^SyntaxError: /);
    expect(summarizeError("a secret that was thrown")).toBe("Unknown error");
    expect(summarizeError(new Error("x\ny".repeat(200)))).toHaveLength(200);
  });

  test("is copied with its place, and without hosts, queries and messages", () => {
    const error = new Error('key "/secret" of “/other”');
    error.stack = [
      'Error: key "/secret"',
      "    at draw (https://etcd.internal:8080/assets/keys-1.js?key=/secret#/secret:12:3)",
      "step@https://etcd.internal:8080/assets/keys-1.js:9:1",
      "more of the message /secret",
    ].join("\n");
    expect(errorDetails(error, context)).toBe(
      [
        "Error: key …",
        "screen: keys",
        "time: 1970-01-01T00:00:00.000Z",
        "browser: Chromium 156",
        "at draw (/assets/keys-1.js:12:3)",
        "step@/assets/keys-1.js:9:1",
        "",
      ].join("\n"),
    );
  });

  test("tells what caused it", () => {
    const cause = new TypeError("gone");
    cause.stack = "TypeError: gone";
    const text = errorDetails(new MissingPartError(cause), context);
    expect(text).toContain("MissingPartError: A part of the page did not load");
    expect(text).toContain("caused by TypeError: gone");
  });
});
