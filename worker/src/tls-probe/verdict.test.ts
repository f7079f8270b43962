import { describe, expect, test } from "vitest";
import { recordedFlight } from "../../test/recorded-flights.ts";
import { derOf } from "../../test/tls-files.ts";
import { HandshakeReader } from "./handshake-reader.ts";
import { emptyFlight } from "./server-flight.ts";
import type { Expectation } from "./certificate-verdict.ts";
import { judgeBreak, judgeDial, judgePlainBreak, type Sighting } from "./verdict.ts";

function recorded(name: string): Sighting {
  const reader = new HandshakeReader();
  reader.push(recordedFlight(name));
  return reader.finish();
}

const expected: Expectation = { name: "localhost", clientCertificate: false, now: new Date("2027-01-01T00:00:00Z") };
const showing: Expectation = { ...expected, clientCertificate: true };
const mutual = recorded("etcd 3.5.30 with --client-cert-auth");
const flight = { ...emptyFlight, version: 0x0303, certificates: [derOf("local-ec")] };
const alertOf = (description: number): Sighting => ({ kind: "alert", description });
const authority = 'signed by "Explorer Test Authority"';

describe("a dial that failed", () => {
  test.each<[string, Sighting, object]>([
    [
      "plain HTTP",
      { kind: "no-tls", isHttp: true },
      { cause: "no-tls", message: expect.stringContaining("plain HTTP") },
    ],
    ["another protocol", { kind: "no-tls", isHttp: false }, { cause: "no-tls" }],
    ["a server that hangs up", { kind: "cut", receivedBytes: 0 }, { cause: "no-tls" }],
    ["a handshake that breaks", { kind: "cut", receivedBytes: 9 }, { cause: "unknown" }],
    [
      "silence",
      { kind: "silent" },
      { cause: "unknown", message: expect.stringContaining("did not answer the TLS handshake") },
    ],
    ["nonsense", { kind: "malformed", message: "a record" }, { cause: "unknown" }],
    ["old TLS", recorded("Node, TLS 1.1 alone"), { cause: "unknown", message: expect.stringContaining("1.1") }],
    ["an expired certificate", recorded("Node, TLS 1.2 alone, a chain of two"), { cause: "expired" }],
    ["etcd with an unknown authority", recorded("etcd 3.4.23"), { cause: "unknown-authority" }],
  ])("on %s says so", (_name, sighting, verdict) => {
    expect(judgeDial(sighting, expected)).toMatchObject(verdict);
  });

  test("on an alert names it", () => {
    expect(judgeDial(alertOf(40), expected)).toEqual({
      cause: "alert",
      message: "The server aborted the TLS handshake (handshake_failure, alert 40)",
    });
    expect(judgeDial(alertOf(112), expected).message).toMatch(
      /\(unrecognized_name, alert 112\): it does not know localhost$/,
    );
  });

  test("on TLS 1.3 alone says what is known and what is not", () => {
    expect(judgeDial(recorded("Node, TLS 1.3 alone"), expected)).toEqual({
      cause: "unknown",
      message: "The server's certificate has the wrong CA, name or dates (TLS 1.3 does not show which)",
    });
  });
});

describe("a dial to a server that wants a client certificate", () => {
  const request = { authorities: [] };

  test("and knows TLS 1.3 failed for another reason, but will want it next", () => {
    expect(judgeDial(mutual, expected)).toEqual({
      cause: "unknown-authority",
      message: `The server's certificate is signed by an untrusted CA: "Explorer Test Authority". It also requires a client certificate`,
    });
    expect(judgeDial(mutual, showing).message).toMatch(/untrusted CA: "Explorer Test Authority"$/);
  });

  test("and knows TLS 1.2 alone failed for the lack of it", () => {
    const sighting: Sighting = { kind: "done", flight: { ...flight, clientCertificate: request } };
    expect(judgeDial(sighting, expected)).toEqual({
      cause: "client-certificate-wanted",
      message: "The server requires a client certificate, but none is configured",
    });
    expect(judgeDial(sighting, showing)).toMatchObject({
      cause: "unknown-authority",
      message: expect.stringContaining("or the server rejected the client certificate"),
    });
  });

  test("has what can be read in the server's own certificate mended first", () => {
    expect(judgeDial(mutual, { ...expected, name: "etcd" }).cause).toBe("wrong-name");
  });
});

describe("a connection over TLS that breaks before any answer", () => {
  test("misses a client certificate", () => {
    expect(judgeBreak(mutual, expected)).toEqual({
      cause: "client-certificate-wanted",
      message: `The server requires a client certificate ${authority}, but none is configured`,
    });
  });

  test("has a client certificate that is not accepted", () => {
    expect(judgeBreak(mutual, showing)).toEqual({
      cause: "client-certificate-wanted",
      message: `The server rejected the client certificate: it requires one ${authority}`,
    });
  });

  test("may miss one where TLS 1.3 hides the request", () => {
    expect(judgeBreak(alertOf(70), expected)).toMatchObject({ cause: "unknown" });
    expect(judgeBreak(alertOf(70), showing)).toBeUndefined();
  });

  test("has nothing to do with TLS where no client certificate is wanted", () => {
    expect(judgeBreak({ kind: "done", flight }, expected)).toBeUndefined();
    expect(judgeBreak({ kind: "cut", receivedBytes: 0 }, expected)).toBeUndefined();
  });
});

test("a connection without TLS that breaks wants TLS where the server speaks it", () => {
  expect(judgePlainBreak({ kind: "done", flight })).toMatchObject({ cause: "tls-required" });
  expect(judgePlainBreak(alertOf(40))).toMatchObject({ cause: "tls-required" });
  expect(judgePlainBreak({ kind: "cut", receivedBytes: 0 })).toBeUndefined();
  expect(judgePlainBreak({ kind: "no-tls", isHttp: true })).toBeUndefined();
  expect(judgePlainBreak({ kind: "silent" })).toBeUndefined();
});

test("many authorities are not all named", () => {
  const name = Uint8Array.from([0x30, 12, 0x31, 10, 0x30, 8, 6, 3, 0x55, 4, 3, 0x0c, 1, 0x61]);
  const authorities = [name, name, name, name];
  expect(
    judgeBreak({ kind: "done", flight: { ...flight, clientCertificate: { authorities } } }, expected)?.message,
  ).toBe('The server requires a client certificate signed by "a", "a", "a" or another, but none is configured');
});
