import { describe, expect, test } from "vitest";
import { derOf, type CertificateName } from "../../test/tls-files.ts";
import { judgeCertificates, type Verdict } from "./certificate-verdict.ts";

function judge(names: readonly CertificateName[], name = "localhost", now = "2027-01-01T00:00:00Z"): Verdict {
  return judgeCertificates(names.map(derOf), { name, clientCertificate: false, now: new Date(now) });
}

describe("a certificate is found", () => {
  test("expired, with its date", () => {
    expect(judge(["expired"])).toEqual({
      cause: "expired",
      message: "The server's certificate expired on 2021-02-03 04:05 UTC",
    });
    expect(judge(["expired"], "localhost", "2021-02-03T04:05:06Z").cause).toBe("unknown-authority");
    expect(judge(["expired"], "localhost", "2021-02-03T04:05:07Z").cause).toBe("expired");
  });

  test("not yet valid, with its date and ours, which may be the wrong one", () => {
    expect(judge(["future"])).toEqual({
      cause: "not-yet-valid",
      message:
        "The server's certificate is not valid before 2110-01-01 00:00 UTC; the explorer's clock says 2027-01-01 00:00 UTC",
    });
  });

  test("for other names", () => {
    expect(judge(["other-name"])).toEqual({
      cause: "wrong-name",
      message:
        "The server's certificate is not valid for localhost, only for etcd.internal, *.cluster.internal, 10.0.0.5, fd00::5",
    });
    expect(judge(["other-name"], "10.0.0.5").cause).toBe("unknown-authority");
  });

  test("for no name, though its common name looks like one", () => {
    expect(judge(["nameless"])).toEqual({
      cause: "wrong-name",
      message:
        'The server\'s certificate is not valid for localhost, or any other host: it has no subjectAltName, only the common name "localhost"',
    });
  });

  test("signed by someone who is not trusted, where all else is right", () => {
    const message = 'The server\'s certificate is signed by an untrusted CA: "Explorer Test Authority"';
    expect(judge(["local-ec"])).toEqual({ cause: "unknown-authority", message });
    expect(judge(["local-rsa", "authority"])).toEqual({ cause: "unknown-authority", message });
  });

  test("signed by itself", () => {
    expect(judge(["self-signed"])).toEqual({
      cause: "unknown-authority",
      message: 'The server\'s certificate is self-signed ("localhost"), not signed by a trusted CA',
    });
  });

  test("unreadable, or not there", () => {
    const unreadable = { cause: "unknown", message: "The server's certificate cannot be read" };
    expect(judge([])).toEqual(unreadable);
    const expected = { name: "localhost", clientCertificate: false, now: new Date() };
    expect(judgeCertificates([Uint8Array.of(0x30, 0)], expected)).toEqual(unreadable);
  });
});

describe("a chain", () => {
  test("is found expired above the server's own certificate", () => {
    expect(judge(["below-old", "old-authority", "authority"])).toEqual({
      cause: "expired",
      message: 'The certificate of the server\'s CA, "Explorer Old Authority", expired on 2021-02-03 04:05 UTC',
    });
  });

  test("is named by its top, as far as the server shows it", () => {
    const now = "2021-01-01T00:00:00Z";
    expect(judge(["below-old"], "localhost", now).message).toContain('"Explorer Old Authority"');
    expect(judge(["below-old", "old-authority"], "localhost", now).message).toContain('"Explorer Test Authority"');
  });

  test("is not judged by certificates that have no part in it", () => {
    expect(judge(["local-ec", "expired", "old-authority"]).cause).toBe("unknown-authority");
  });
});
