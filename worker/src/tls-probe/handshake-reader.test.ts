import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flightNames, recordedFlight } from "../../test/recorded-flights.ts";
import { derOf } from "../../test/tls-files.ts";
import { HandshakeReader, type Ending } from "./handshake-reader.ts";

/** How the pieces end, and whether the reader knew before the end of the stream. */
function read(...pieces: readonly Uint8Array[]): { ending: Ending; early: boolean } {
  const reader = new HandshakeReader();
  for (const piece of pieces) {
    reader.push(piece);
    const step = reader.step();
    if (step.kind !== "need-more") return { ending: step, early: true };
  }
  return { ending: reader.finish(), early: false };
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const wholeFlights = flightNames.filter((name) => name !== "Node, TLS 1.3 alone");

describe("what a real server answers", () => {
  test.each([
    ["etcd 3.4.23", ["local-ec"], true, false],
    ["etcd 3.5.30", ["local-ec"], true, false],
    ["etcd 3.4.23 with --client-cert-auth", ["local-rsa"], true, true],
    ["etcd 3.5.30 with --client-cert-auth", ["local-rsa"], true, true],
    ["Node, TLS 1.2 alone, a chain of two", ["expired", "authority"], false, false],
    ["Node, TLS 1.1 alone", ["local-rsa", "authority"], false, true],
  ] as const)("(%s) is read to its end", (name, certificates, knowsTls13, wants) => {
    const { ending, early } = read(recordedFlight(name));
    expect(early).toBe(true);
    if (ending.kind !== "done") throw new Error(`It ended as ${ending.kind}`);
    expect(ending.flight.version).toBe(name.includes("1.1") ? 0x0302 : 0x0303);
    expect(ending.flight.certificates).toEqual(certificates.map(derOf));
    expect(ending.flight.knowsTls13).toBe(knowsTls13);
    expect(ending.flight.clientCertificate !== undefined).toBe(wants);
  });

  test("with TLS 1.3 alone is an alert", () => {
    expect(read(recordedFlight("Node, TLS 1.3 alone"))).toEqual({
      ending: { kind: "alert", description: 70 },
      early: true,
    });
  });

  test.each(wholeFlights)("(%s) is read the same wherever it is split", (name) => {
    const flight = recordedFlight(name);
    const whole = read(flight);
    for (let at = 1; at < flight.length; at++) expect(read(flight.subarray(0, at), flight.subarray(at))).toEqual(whole);
    expect(read(...Array.from(flight, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test.each(flightNames)("(%s) is cut, not malformed, where it ends early", (name) => {
    const flight = recordedFlight(name);
    for (let end = 0; end < flight.length; end++) {
      expect(read(flight.subarray(0, end))).toEqual({ ending: { kind: "cut", receivedBytes: end }, early: false });
    }
  });
});

test("messages that lie across records are put together", () => {
  const flight = recordedFlight("etcd 3.5.30");
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < flight.length;) {
    const length = (flight[at + 3] ?? 0) * 256 + (flight[at + 4] ?? 0);
    const content = flight.subarray(at + 5, at + 5 + length);
    for (const byte of content) pieces.push(Uint8Array.of(22, 3, 3, 0, 1, byte));
    at += 5 + length;
  }
  expect(read(Buffer.concat(pieces))).toEqual(read(flight));
});

describe("alerts", () => {
  test("that warn are passed over", () => {
    const unrecognizedName = Uint8Array.of(21, 3, 3, 0, 2, 1, 112);
    const flight = recordedFlight("etcd 3.5.30");
    expect(read(unrecognizedName, flight)).toEqual(read(flight));
  });

  test("that are fatal, or close, are the end", () => {
    expect(read(Uint8Array.of(21, 3, 3, 0, 2, 2, 40)).ending).toEqual({ kind: "alert", description: 40 });
    expect(read(Uint8Array.of(21, 3, 3, 0, 2, 1, 0)).ending).toEqual({ kind: "alert", description: 0 });
  });
});

describe("what is not TLS", () => {
  test.each([
    ["HTTP/1.1 400 Bad Request\r\n", true],
    ["SSH-2.0-OpenSSH_9.2\r\n", false],
    ["\x15\x05\x00\x00\x02\x02\x28", false],
    ["-ERR", false],
    ["N", false],
  ])("(%j) is told so", (text, isHttp) => {
    expect(read(latin1(text)).ending).toEqual({ kind: "no-tls", isHttp });
  });

  test("is nothing where nothing came", () => {
    expect(read().ending).toEqual({ kind: "cut", receivedBytes: 0 });
  });
});

describe("malformed is", () => {
  test.each([
    ["a record beyond 16 KB", [22, 3, 3, 0x40, 1]],
    ["an alert of one byte", [21, 3, 3, 0, 1, 2]],
    ["data before the handshake", [23, 3, 3, 0, 1, 0]],
    ["a message out of order", [22, 3, 3, 0, 4, 14, 0, 0, 0]],
  ])("%s", (_name, bytes) => {
    expect(read(Uint8Array.from(bytes)).ending).toMatchObject({ kind: "malformed" });
  });

  test("an answer without end", () => {
    const record = Uint8Array.from([22, 3, 3, 0x40, 0, ...new Uint8Array(2 ** 14).fill(0xff)]);
    const reader = new HandshakeReader({ flightBytes: 20_000 });
    reader.push(record);
    expect(reader.step()).toEqual({ kind: "need-more" });
    reader.push(record);
    expect(reader.step()).toEqual({ kind: "malformed", message: "it does not end" });
    reader.push(record);
    expect(reader.finish()).toEqual({ kind: "malformed", message: "it does not end" });
  });
});

test("whatever bytes come, in whatever pieces, the end is one and the same", () => {
  const change = fc.record({ at: fc.nat(2000), byte: fc.nat(255) });
  fc.assert(
    fc.property(
      fc.constantFrom(...wholeFlights),
      fc.array(change, { maxLength: 4 }),
      fc.nat(2000),
      (name, changes, cut) => {
        const flight = recordedFlight(name);
        for (const { at, byte } of changes) flight[at % flight.length] = byte;
        const at = cut % flight.length;
        expect(read(flight.subarray(0, at), flight.subarray(at)).ending).toEqual(read(flight).ending);
      },
    ),
    { numRuns: 2000 },
  );
});
