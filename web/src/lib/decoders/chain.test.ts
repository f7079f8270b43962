import { gunzipSync, gzipSync, inflateSync, deflateSync } from "node:zlib";
import { decodeUtf8, encodeUtf8, equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeChain, openChain, suggestChain, writeChain, type Chain, type OpenedChain } from "./chain.ts";

const bytesOf = (source: Uint8Array | string): Bytes =>
  typeof source === "string" ? encodeUtf8(source) : Uint8Array.from(source);

function opened(value: Bytes, chain: Chain): OpenedChain {
  const result = openChain(value, chain);
  if (result.kind === "closed") throw new Error(result.reason);
  return result;
}

const textOf = (value: Bytes, chain: Chain) => decodeUtf8(opened(value, chain).bytes);

/** What a save of another text would store. */
function saved(value: Bytes, chain: Chain, content: string): Bytes {
  const written = writeChain(encodeUtf8(content), opened(value, chain), chain);
  if ("failed" in written) throw new Error(written.failed);
  return written;
}

const json = '{"max":24,"hosts":["db-1","db-2"]}';
const zipped = bytesOf(gzipSync(json));
const packed = bytesOf(zipped.length > 0 ? Buffer.from(zipped).toString("base64") : "");

describe("a chain", () => {
  test("opens base64 of gzip of JSON, as it suggests itself", () => {
    const chain = suggestChain(packed, 1024);
    expect(chain).toEqual(["base64", "gzip"]);
    expect(textOf(packed, chain)).toBe(json);
    expect(describeChain(chain, opened(packed, chain))).toBe("base64 → gzip → JSON");
  });

  test("writes an edit so that others read it, and what is unchanged to the same bytes", () => {
    const chain = ["base64", "gzip"] as const;
    const edited = saved(packed, chain, '{"max":25}');
    expect(gunzipSync(Buffer.from(decodeUtf8(edited) ?? "", "base64")).toString()).toBe('{"max":25}');
    expect(saved(packed, chain, json)).toBe(packed);
  });

  test("says which step fails, and why", () => {
    expect(openChain(bytesOf("not base64!"), ["base64"])).toMatchObject({ kind: "closed", reason: "not base64" });
    expect(openChain(bytesOf("bm90IGd6aXA="), ["base64", "gzip"])).toMatchObject({ reason: "not gzip data" });
  });

  test("is suggested for nothing that is plain text, a name or a number", () => {
    for (const text of [
      "",
      "true",
      "password",
      "cart-7c9d6b5f4-2xkqp",
      "1204331",
      "db-1.internal:5432",
      json,
      "deadbeefcafe",
    ])
      expect(suggestChain(bytesOf(text), 1024)).toEqual([]);
  });
});

describe("base64", () => {
  test.each([
    ["standard", "aGVsbG8gd29ybGQ/Pz4+", "hello world??>>"],
    ["padded", "aGVsbG8gd29ybGQ=", "hello world"],
    ["unpadded", "aGVsbG8gd29ybGQ", "hello world"],
    ["URL-safe", "aGVsbG8gd29ybGQ_Pz4-", "hello world??>>"],
    ["with a last line break", "aGVsbG8gd29ybGQ=\n", "hello world"],
    ["in lines", "aGVsbG8g\r\nd29ybGQ=\r\n", "hello world"],
  ])("%s is read, and written in its own manner", (_, text, content) => {
    expect(textOf(bytesOf(text), ["base64"])).toBe(content);
    const longer = decodeUtf8(saved(bytesOf(text), ["base64"], `${content}!?>`)) ?? "";
    expect(longer.endsWith("\n")).toBe(text.endsWith("\n"));
    expect(/[-_]/.test(longer)).toBe(/[-_]/.test(text));
    expect(Buffer.from(longer, "base64").toString()).toBe(`${content}!?>`);
  });

  test("that ends in bits which mean nothing is shown, but not edited", () => {
    expect(opened(bytesOf("aGVsbG8gd29ybGR="), ["base64"]).lock).toBe("its base64 is spelled in an unusual way");
  });

  test("of any bytes comes back to the byte", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.constantFrom("base64", "base64url"),
        (content, as) => {
          const text = Buffer.from(content).toString(as);
          const result = opened(bytesOf(text), ["base64"]);
          expect(equalBytes(result.bytes, content)).toBe(true);
          expect(result.lock).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("gzip and zlib", () => {
  test("of any bytes are read, and written so that zlib reads them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (content, other) => {
        const [stored, storedZlib] = [bytesOf(gzipSync(content)), bytesOf(deflateSync(content))];
        expect(equalBytes(opened(stored, ["gzip"]).bytes, content)).toBe(true);
        expect(equalBytes(opened(storedZlib, ["zlib"]).bytes, content)).toBe(true);
        const written = writeChain(bytesOf(other), opened(stored, ["gzip"]), ["gzip"]);
        const writtenZlib = writeChain(bytesOf(other), opened(storedZlib, ["zlib"]), ["zlib"]);
        if ("failed" in written || "failed" in writtenZlib) throw new Error("not written");
        expect(equalBytes(bytesOf(gunzipSync(written)), other)).toBe(true);
        expect(equalBytes(bytesOf(inflateSync(writtenZlib)), other)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("in several members is read whole", () => {
    expect(textOf(bytesOf(Buffer.concat([gzipSync("one "), gzipSync("two")])), ["gzip"])).toBe("one two");
  });

  test("with something behind it is read, and not edited", () => {
    expect(opened(bytesOf(Buffer.concat([gzipSync("one"), Buffer.from([0, 1])])), ["gzip"])).toMatchObject({
      lock: "other bytes follow the gzip data",
    });
  });

  test("that is cut or broken is not read", () => {
    expect(openChain(zipped.slice(0, -1), ["gzip"])).toMatchObject({ reason: "not whole gzip data" });
    const broken = zipped.with(zipped.length - 6, 1);
    expect(openChain(broken, ["gzip"])).toMatchObject({ reason: "not whole gzip data" });
  });

  test("keeps the name and time of its header in an edit", () => {
    const named = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 8, 1, 2, 3, 4, 0, 3]),
      Buffer.from("a.json\0"),
      gzipSync("x").subarray(10),
    ]);
    const written = saved(bytesOf(named), ["gzip"], "y");
    expect(Buffer.from(written.subarray(0, 17)).toString("latin1")).toBe(named.subarray(0, 17).toString("latin1"));
    expect(gunzipSync(written).toString()).toBe("y");
  });

  test("that inflates beyond the limit stops there", () => {
    const bomb = bytesOf(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    const began = performance.now();
    expect(openChain(bomb, ["gzip"], 1024 * 1024)).toEqual({
      kind: "closed",
      reason: "decodes to more than 1 MiB",
      isTooLarge: true,
    });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("a JWT", () => {
  // RFC 7519 §3.1.
  const token =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  test("shows header, claims and times in UTC, says that nobody verified it, and hides its signature", () => {
    expect(suggestChain(bytesOf(token), 1024)).toEqual(["jwt"]);
    const { bytes, notes, lock } = opened(bytesOf(token), ["jwt"]);
    expect(JSON.parse(decodeUtf8(bytes) ?? "")).toEqual({
      header: { typ: "JWT", alg: "HS256" },
      claims: { iss: "joe", exp: 1300819380, "http://example.com/is_root": true },
    });
    expect(notes).toEqual(["signature of 32 B not verified", "expires 2011-03-22 18:43:00 UTC"]);
    expect(lock).toBe("a changed token needs a new signature");
    expect(decodeUtf8(bytes)).not.toContain("dBjft");
  });

  test("that is none is not taken for one", () => {
    for (const text of ["a.b.c", "v1.2.3", "eyJhIjoxfQ.eyJhIjoxfQ.", "www.example.com"])
      expect(openChain(bytesOf(text), ["jwt"])).toMatchObject({ reason: "not a JWT" });
  });
});
