import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derOf, pemOf, type CertificateName } from "../../test/tls-files.ts";
import { isForHost, isSelfIssued, parseCertificate, type Certificate } from "./certificate.ts";

function read(name: CertificateName): Certificate {
  const certificate = parseCertificate(derOf(name));
  if (certificate === undefined) throw new Error(`${name} cannot be read`);
  return certificate;
}

const names: readonly CertificateName[] = [
  "authority",
  "below-old",
  "client",
  "expired",
  "future",
  "local-ec",
  "local-rsa",
  "nameless",
  "old-authority",
  "other-name",
  "self-signed",
];

describe("a certificate", () => {
  test.each(names)("(%s) is read as Node reads it", (name) => {
    const { subject, issuer, notBefore, notAfter } = read(name);
    const node = new X509Certificate(pemOf(name));
    expect(`CN=${subject.text}`).toBe(node.subject);
    expect(`CN=${issuer.text}`).toBe(node.issuer);
    // Dates from 2050 on are written in another way, which `authority` and `future` have.
    expect([notBefore, notAfter]).toEqual([node.validFromDate, node.validToDate]);
  });

  test("has names and addresses", () => {
    expect(read("other-name")).toMatchObject({
      dnsNames: ["etcd.internal", "*.cluster.internal"],
      ipAddresses: ["10.0.0.5", "fd00::5"],
    });
    expect(read("nameless")).toMatchObject({ dnsNames: [], ipAddresses: [] });
  });

  test("may be its own issuer", () => {
    expect(isSelfIssued(read("self-signed"))).toBe(true);
    expect(isSelfIssued(read("local-ec"))).toBe(false);
  });

  test.each([
    ["local-ec", "localhost", true],
    ["local-ec", "127.0.0.1", true],
    ["local-ec", "0:0::1", true],
    ["local-ec", "127.0.0.2", false],
    ["other-name", "m3.cluster.internal", true],
    ["other-name", "localhost", false],
    ["nameless", "localhost", false],
  ] as const)("(%s) is for %s: %s", (name, host, expected) => {
    expect(isForHost(read(name), host)).toBe(expected);
  });
});

describe("what is no certificate", () => {
  test("is not taken for one, wherever it is cut", () => {
    const whole = derOf("local-ec");
    for (let end = 0; end < whole.length; end++) expect(parseCertificate(whole.subarray(0, end))).toBeUndefined();
  });

  test("does no harm, whatever stands in it", () => {
    const change = fc.record({ at: fc.nat(2000), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 6 }), (name, changes) => {
        const der = derOf(name).slice();
        for (const { at, byte } of changes) der[at % der.length] = byte;
        const certificate = parseCertificate(der);
        expect(certificate === undefined || !Number.isNaN(certificate.notAfter.getTime())).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
