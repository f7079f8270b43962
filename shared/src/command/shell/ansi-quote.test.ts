import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnsiQuote, readEscapes } from "./ansi-quote.ts";
import { encodeUtf8 } from "../../model/bytes.ts";
import { parseEtcdctlText } from "../etcdctl/read/etcdctl-flags.ts";
import { planCommand } from "../etcdctl/plan/plan-command.ts";
import { splitShellWords } from "./shell-words.ts";

describe("$'…'", () => {
  test("means the bytes that bash makes of it, whether or not it knows the escape", () => {
    const pieces = String.raw`a é " ? 0 7 x4 u00e9 n q \\ \' \" \x41 \xff \101 \E \u00e9 \U0001f600 \q \9 \n \v`.split(
      " ",
    );
    const piece = fc.constantFrom(" ", ...pieces);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (written) => {
        const quote = `$'${written.join("")}'`;
        const printed = execFileSync("bash", ["--norc", "-c", `printf %s ${quote}`], { env: { LC_ALL: "C.UTF-8" } });
        expect(readAnsiQuote(quote, 0)).toEqual({ bytes: new Uint8Array(printed), end: quote.length });
      }),
      { numRuns: 60 },
    );
  });

  test("holds zero bytes, which bash cannot, and keeps what is no character", () => {
    expect(readEscapes(String.raw`\x00\0`)).toEqual(Uint8Array.of(0, 0));
    expect(readEscapes(String.raw`\Uffffffff`)).toEqual(encodeUtf8(String.raw`\Uffffffff`));
  });

  test.each(["$'open", String.raw`$'open\'`, "'a'"])("%j is none", (text) => {
    expect(readAnsiQuote(text, 0)).toBeUndefined();
  });

  test("is read alike in a pasted command line and in the console", () => {
    const quote = String.raw`$'\u00e9\q\''`;
    expect(splitShellWords(`x ${quote}y`)).toEqual(["x", String.raw`é\q'y`]);
    expect(parseEtcdctlText(`etcdctl --endpoints h:1 --user ${quote}`)).toMatchObject({ user: String.raw`é\q'` });
    expect(planCommand(`get ${quote}`)).toMatchObject({ kind: "plan" });
  });
});
