import { X509Certificate } from "node:crypto";
import { zstdCompressSync } from "node:zlib";
import { decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { describe, expect, test } from "vitest";
import { openChain, suggestChain, writeChain, type OpenedChain } from "./chain.ts";
import * as samples from "./test/samples.ts";
import { readCertificate } from "./x509.ts";

const hex = (digits: string): Bytes => Uint8Array.from(Buffer.from(digits, "hex"));

function opened(value: Bytes, ...chain: readonly string[]): OpenedChain {
  const result = openChain(value, chain);
  if (result.kind === "closed") throw new Error(result.reason);
  return result;
}

const textOf = (value: Bytes, ...chain: readonly string[]) => decodeUtf8(opened(value, ...chain).bytes);

function written(stored: Bytes, content: string, ...chain: readonly string[]) {
  return writeChain(encodeUtf8(content), opened(stored, ...chain), chain);
}

describe("zstd", () => {
  const json = '{"max":24}';
  const zipped = Uint8Array.from(zstdCompressSync(json));

  test("is read, in several frames too, and only shown", () => {
    expect(suggestChain(zipped, 1024)).toEqual(["zstd"]);
    expect(opened(zipped, "zstd")).toMatchObject({ lock: "zstd data cannot be compressed in the browser" });
    expect(textOf(Uint8Array.from([...zipped, ...zipped]), "zstd")).toBe(json + json);
    const long = Buffer.alloc(300_000, "some words, ");
    expect(opened(Uint8Array.from(zstdCompressSync(long)), "zstd").bytes.length).toBe(long.length);
  });

  test("stops at the limit, and before it claims memory", () => {
    const bomb = Uint8Array.from(zstdCompressSync(Buffer.alloc(50_000_000)));
    expect(openChain(bomb, ["zstd"], 1024 * 1024)).toMatchObject({
      reason: "decodes to more than 1 MiB",
      isTooLarge: true,
    });
    // A window of two gigabytes, and a content of 2^62 bytes.
    expect(openChain(hex("28b52ffd00a8010000"), ["zstd"])).toMatchObject({ reason: "needs more than 8 MiB of memory" });
    expect(openChain(hex("28b52ffde00000000000000040010000"), ["zstd"])).toMatchObject({ kind: "closed" });
    expect(openChain(zipped.slice(0, -2), ["zstd"])).toMatchObject({ reason: "not whole zstd data" });
  });
});

const onOneLine = (text: string) => text.replaceAll("\n", ", ");

describe("a certificate", () => {
  test.each(["local-rsa.pem", "local-ec.pem", "authority.pem", "expired.pem", "self-signed.pem", "other-name.pem"])(
    "%s says what Node reads in it",
    (name) => {
      const witness = new X509Certificate(samples.pemOf(name));
      const certificate = readCertificate(Uint8Array.from(witness.raw));
      expect(certificate).toMatchObject({
        subject: onOneLine(witness.subject),
        issuer: onOneLine(witness.issuer),
        notBefore: witness.validFromDate.getTime(),
        notAfter: witness.validToDate.getTime(),
        fingerprint: witness.fingerprint256.replaceAll(":", "").toLowerCase(),
        isAuthority: witness.ca,
        names: (witness.subjectAltName ?? "")
          .replaceAll("IP Address:", "IP:")
          .split(", ")
          .filter((each) => each !== ""),
      });
      const { asymmetricKeyType, asymmetricKeyDetails } = witness.publicKey;
      const bits = asymmetricKeyDetails?.modulusLength;
      expect(certificate?.key).toBe(asymmetricKeyType === "rsa" ? `RSA ${bits} bit` : "EC P-256");
    },
  );

  test("in PEM is told with its validity, and a private key only by its size", () => {
    expect(suggestChain(samples.pem, 1024 * 1024)).toEqual(["pem"]);
    expect(suggestChain(samples.der, 1024 * 1024)).toEqual(["x509"]);
    const expired = opened(encodeUtf8(samples.pemOf("expired.pem")), "pem");
    expect(expired.notes[0]).toMatch(/^expired \d{4}-/);
    const both = samples.pemOf("ec.key") + samples.pemOf("local-ec.pem");
    const text = textOf(encodeUtf8(both), "pem") ?? "";
    expect(text).toContain('"shown": "no: it is private"');
    expect(text).not.toContain(samples.pemOf("ec.key").split("\n")[1] ?? "-");
  });

  test("chain is told where each is issued by the next", () => {
    const chain = samples.pemOf("local-ec.pem") + samples.pemOf("authority.pem");
    expect(opened(encodeUtf8(chain), "pem").notes[1]).toBe("2 certificates, each issued by the next");
    const turned = samples.pemOf("authority.pem") + samples.pemOf("local-ec.pem");
    expect(opened(encodeUtf8(turned), "pem").notes[1]).toBe("2 certificates, not in the order of a chain");
  });
});

describe("a Helm release", () => {
  test("is read out of its Secret, told in a line, and not edited", () => {
    const secret = samples.helm();
    expect(suggestChain(secret, 1024 * 1024)).toEqual(["helm"]);
    const { bytes, notes, lock } = opened(secret, "helm");
    expect(JSON.parse(decodeUtf8(bytes) ?? "")).toEqual(samples.release);
    expect(notes).toEqual(["release cart", "revision 3", "deployed", "chart shop 1.2.3"]);
    expect(lock).toBe("Helm writes a new release for each change");
  });
});

describe("a big-endian number", () => {
  test("is read with its time and its sign, and written in as many bytes", () => {
    const stored = hex("0000018bcfe56800");
    expect(suggestChain(stored, 1024)).toEqual(["uint-be"]);
    expect(textOf(stored, "uint-be")).toBe("1700000000000");
    expect(opened(stored, "uint-be").notes).toEqual(["as ms since 1970: 2023-11-14 22:13:20 UTC"]);
    expect(written(stored, "1700000000001\n", "uint-be")).toEqual(hex("0000018bcfe56801"));
    expect(written(stored, "-1", "uint-be")).toEqual({ failed: "expected a whole number from 0" });
    expect(written(hex("ff"), "256", "uint-be")).toEqual({ failed: "larger than 1 byte can hold" });
    expect(opened(hex("fffffffffffffffe"), "uint-be")).toMatchObject({ notes: ["signed: -2"] });
    expect(textOf(hex("ffffffffffffffff"), "uint-be")).toBe("18446744073709551615");
    expect(opened(hex("000000006553f100"), "uint-be").notes).toEqual(["as s since 1970: 2023-11-14 22:13:20 UTC"]);
    expect(opened(hex("17979cfe362a0000"), "uint-be").notes[0]).toMatch(/^as ns since 1970: 2023-11-14 22:13:20/);
  });
});

describe("a text in another character set", () => {
  test.each([
    // Python 3: "服务器配置，端口八千".encode("gb18030"), and so on.
    ["gb18030", "b7feced1c6f7c5e4d6c3a3acb6cbbfdab0cbc7a7"],
    ["shift_jis", "8354815b836f815b82cc90dd92e8"],
    ["euc-kr", "bcadb9f620bcb3c1a4"],
    ["windows-1252", "4772fcdf6520617573204df66e636865"],
  ])("%s is offered for what is not UTF-8", (name, digits) => {
    expect(suggestChain(hex(digits), 1024)).toEqual([name]);
  });

  test("is read, and written where a character is a byte", () => {
    const stored = hex("4772fcdf6520617573204df66e636865");
    expect(textOf(stored, "windows-1252")).toBe("Grüße aus Möncheche".slice(0, 16));
    expect(written(stored, "Grüße €", "windows-1252")).toEqual(hex("4772fcdf652080"));
    expect(written(stored, "Zażółć", "windows-1252")).toEqual({ failed: "“ż” is not in windows-1252" });
    expect(textOf(hex("cff0e8e2e5f2"), "windows-1251")).toBe("Привет");
    expect(textOf(hex("bcadb9f620bcb3c1a4"), "euc-kr")).toBe("서버 설정");
    expect(textOf(hex("8354815b836f815b82cc90dd92e8"), "shift_jis")).toBe("サーバーの設定");
    expect(textOf(hex("aaa9"), "big5")).toBe("版");
    expect(opened(hex("aaa9"), "big5").lock).toBe("Big5 can only be read in browsers");
    expect(openChain(hex("ff"), ["shift_jis"])).toMatchObject({ reason: "not Shift JIS text" });
  });
});

describe("protobuf without a schema", () => {
  test("is shown by field number, repeated ones as a list, and not edited", () => {
    // {1: "cart", 2: -1, 3: [{1: 5}, {1: 6}], 4: ff}
    const message = hex("0a046361727410ffffffffffffffffff011a0208051a0208062201ff");
    const text = (textOf(message, "protobuf") ?? "").replaceAll(/\s/g, "");
    expect(text).toBe('{"1":"cart","2":-1,"3":[{"1":5},{"1":6}],"4":{"$hex":"ff"}}');
    expect(opened(message, "protobuf")).toMatchObject({ lock: "the types of its fields are not known" });
    expect(suggestChain(message, 1024)).toEqual(["protobuf"]);
  });
});
