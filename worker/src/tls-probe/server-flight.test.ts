import { describe, expect, test } from "vitest";
import { applyMessage, emptyFlight, type FlightStep, type ServerFlight } from "./server-flight.ts";
import { encodeNumber, encodeVector } from "./vector.ts";

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const random = (end: string): Uint8Array => join(new Uint8Array(32 - end.length).fill(9), Buffer.from(end));
const helloOf = (version: number, end = ""): Uint8Array =>
  join(encodeNumber(version, 2), random(end), encodeVector(1), encodeNumber(0xc02b, 2), Uint8Array.of(0));
const [serverHello, certificate, certificateRequest, serverHelloDone] = [2, 11, 13, 14];

function flightOf(step: FlightStep): ServerFlight {
  if (step.kind !== "more") throw new Error(`The message is ${step.kind}`);
  return step.flight;
}

const begun = flightOf(applyMessage(emptyFlight, serverHello, helloOf(0x0303)));

describe("a ServerHello", () => {
  test("tells the version", () => {
    expect(begun).toEqual({ ...emptyFlight, version: 0x0303 });
  });

  test.each(["DOWNGRD\x01", "DOWNGRD\x00"])("whose random ends in the mark of TLS 1.3 knows it", (mark) => {
    expect(flightOf(applyMessage(emptyFlight, serverHello, helloOf(0x0303, mark)))).toMatchObject({ knowsTls13: true });
  });

  test.each([
    ["that is cut", helloOf(0x0303).subarray(0, 30)],
    ["of another protocol", helloOf(0x0503)],
  ])("%s is malformed", (_name, body) => {
    expect(applyMessage(emptyFlight, serverHello, body)).toMatchObject({ kind: "malformed" });
  });

  test("comes first, and once", () => {
    expect(applyMessage(emptyFlight, certificate, encodeVector(3))).toMatchObject({ kind: "malformed" });
    expect(applyMessage(begun, serverHello, helloOf(0x0303))).toMatchObject({ kind: "malformed" });
  });
});

describe("the certificates", () => {
  test("are kept in order", () => {
    const list = encodeVector(3, encodeVector(3, Uint8Array.of(1)), encodeVector(3, Uint8Array.of(2, 3)));
    expect(flightOf(applyMessage(begun, certificate, list)).certificates).toEqual([
      Uint8Array.of(1),
      Uint8Array.of(2, 3),
    ]);
  });

  test.each([
    ["that are cut", Uint8Array.of(0, 0, 9, 0)],
    ["of which one is cut", encodeVector(3, Uint8Array.of(0, 0, 2, 1))],
    ["with something behind them", join(encodeVector(3), Uint8Array.of(1))],
  ])("%s are malformed", (_name, body) => {
    expect(applyMessage(begun, certificate, body)).toMatchObject({ kind: "malformed" });
  });
});

describe("a request for a client certificate", () => {
  const kinds = encodeVector(1, Uint8Array.of(1, 64));
  const names = encodeVector(2, encodeVector(2, Uint8Array.of(0x30, 0)));
  const [asked] = [{ authorities: [Uint8Array.of(0x30, 0)] }];

  test("names authorities behind the signature algorithms", () => {
    const body = join(kinds, encodeVector(2, Uint8Array.of(4, 3)), names);
    expect(flightOf(applyMessage(begun, certificateRequest, body)).clientCertificate).toEqual(asked);
  });

  test("has no signature algorithms before TLS 1.2", () => {
    const old = flightOf(applyMessage(emptyFlight, serverHello, helloOf(0x0302)));
    expect(flightOf(applyMessage(old, certificateRequest, join(kinds, names))).clientCertificate).toEqual(asked);
  });

  test("may name nobody, but not be cut", () => {
    const body = join(kinds, encodeVector(2), encodeVector(2));
    expect(flightOf(applyMessage(begun, certificateRequest, body)).clientCertificate).toEqual({ authorities: [] });
    expect(applyMessage(begun, certificateRequest, kinds)).toMatchObject({ kind: "malformed" });
  });
});

test("the flight ends with its last message, skips what tells nothing, and takes no other", () => {
  expect(applyMessage(begun, serverHelloDone, new Uint8Array())).toEqual({ kind: "done" });
  expect(applyMessage(begun, 12, Uint8Array.of(1))).toEqual({ kind: "more", flight: begun });
  expect(applyMessage(begun, 20, Uint8Array.of(1))).toMatchObject({ kind: "malformed" });
});
