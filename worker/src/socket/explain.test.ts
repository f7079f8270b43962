/** Real servers, dialled by Node in the place of the platform. */
import type { Socket } from "node:net";
import type { ConnectionOptions, TlsOptions } from "node:tls";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FailureError, type TlsCause } from "@etcd-explorer/shared/model/failure";
import type { Endpoint } from "#/model/transport.ts";
import { unusedPort, withFaultServer, type FaultServer } from "../../test/fault-server.ts";
import { nodeConnect } from "../../test/node-connect.ts";
import { keyPair, pemOf } from "../../test/tls-files.ts";
import { withTlsServer } from "../../test/tls-server.ts";
import { dialWith, type Connect } from "./dial.ts";
import { explainer } from "./explain.ts";
import { scriptedDial, type SocketScript } from "./scripted-dial.ts";

const ca = pemOf("authority");
const request = new TextEncoder().encode("GET /version HTTP/1.1\r\nHost: etcd\r\n\r\n");

/** The first line of the answer, or why there is none, and how many dials that took. */
async function ask(connect: Connect, endpoint: Endpoint): Promise<{ outcome: unknown; dials: number }> {
  let dials = 0;
  const socket = dialWith((...dial) => {
    dials++;
    return connect(...dial);
  })(endpoint);
  try {
    await socket.opened;
    await socket.write(request).catch(() => undefined);
    const bytes = await socket.read();
    return { outcome: bytes && new TextDecoder().decode(bytes).split("\r\n")[0], dials };
  } catch (error) {
    return { outcome: error instanceof FailureError ? error.failure : error, dials };
  } finally {
    socket.close();
  }
}

const over = (tls: boolean, options: ConnectionOptions = {}, more: Partial<Endpoint> = {}) => {
  return (server: FaultServer) => ask(nodeConnect(options), { ...server, tls, ...more });
};

const mutual: TlsOptions = { ...keyPair("local-ec"), ca, requestCert: true, rejectUnauthorized: true };

test.each([
  ["EC", keyPair("local-ec"), { ca }],
  ["RSA", keyPair("local-rsa"), { ca }],
  ["a client certificate", mutual, { ca, ...keyPair("client") }],
])("a server with %s that is trusted answers, by one dial", async (_name, server, client) => {
  expect(await withTlsServer(server, over(true, client))).toEqual({ outcome: "HTTP/1.1 200 OK", dials: 1 });
});

describe("TLS fails, and one look tells why:", () => {
  test.each<[string, TlsOptions, ConnectionOptions, TlsCause, Partial<Endpoint>?]>([
    ["an EC certificate of an unknown authority", keyPair("local-ec"), {}, "unknown-authority"],
    ["an RSA certificate of an unknown authority", keyPair("local-rsa"), {}, "unknown-authority"],
    ["a self-signed certificate", keyPair("self-signed"), { ca }, "unknown-authority"],
    ["an expired certificate", keyPair("expired"), { ca }, "expired"],
    ["a certificate of tomorrow", keyPair("future"), { ca }, "not-yet-valid"],
    ["a certificate for others", keyPair("other-name"), { ca }, "wrong-name"],
    ["a certificate for nobody", keyPair("nameless"), { ca }, "wrong-name"],
    ["no client certificate", mutual, { ca }, "client-certificate-wanted"],
    ["no client certificate, TLS 1.2", { ...mutual, maxVersion: "TLSv1.2" }, { ca }, "client-certificate-wanted"],
    [
      "a client certificate of an unknown authority",
      mutual,
      { ca, ...keyPair("self-signed") },
      "client-certificate-wanted",
      { clientCertificate: true },
    ],
    ["TLS 1.3 alone", { ...keyPair("local-ec"), minVersion: "TLSv1.3" }, {}, "unknown"],
    ["TLS 1.3 alone, no client certificate", { ...mutual, minVersion: "TLSv1.3" }, { ca }, "unknown"],
  ])("%s", async (_name, server, client, cause, more) => {
    const { outcome, dials } = await withTlsServer(server, over(true, client, more));
    expect(outcome).toMatchObject({ kind: "tls", cause });
    expect(dials).toBe(2);
  });

  test("the name that counts may be another than the one that is dialled", async () => {
    const { outcome } = await withTlsServer(keyPair("other-name"), over(true, {}, { serverName: "etcd.internal" }));
    expect(outcome).toMatchObject({ cause: "unknown-authority" });
  });
});

describe("a server without TLS, spoken to with it,", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["that speaks HTTP", (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))],
    ["that speaks something else", (socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n")],
    ["that hangs up", (socket) => socket.once("data", () => socket.end())],
  ])("%s is told so", async (_name, serve) => {
    const { outcome, dials } = await withFaultServer(serve, over(true));
    expect(outcome).toMatchObject({ kind: "tls", cause: "no-tls" });
    expect(dials).toBe(2);
  });

  test("is told from one that is not there", async () => {
    const server = { host: "127.0.0.1", port: await unusedPort() };
    expect(await over(true)(server)).toEqual({ outcome: expect.objectContaining({ kind: "unreachable" }), dials: 2 });
    expect(await over(false)(server)).toEqual({ outcome: expect.objectContaining({ kind: "unreachable" }), dials: 1 });
  });
});

describe("a server with TLS, spoken to without,", () => {
  const wanted = { kind: "tls", cause: "tls-required" };

  test("is told so", async () => {
    expect((await withTlsServer(keyPair("local-ec"), over(false))).outcome).toMatchObject(wanted);
  });

  test.each([
    ["an alert", Uint8Array.of(21, 3, 1, 0, 2, 2, 22)],
    ["Go's words", "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"],
  ])("is known by %s, without another dial", async (_name, answer) => {
    const asked = withFaultServer((socket) => socket.once("data", () => socket.end(answer)), over(false));
    expect(await asked).toEqual({ outcome: expect.objectContaining(wanted), dials: 1 });
  });

  test("is told from one that hangs up on everybody", async () => {
    const asked = withFaultServer((socket) => socket.once("data", () => socket.end()), over(false));
    expect(await asked).toEqual({ outcome: undefined, dials: 2 });
  });
});

const stall = (script: SocketScript, tls = true) => {
  const { dial, sockets } = scriptedDial(script);
  const dialled = new AbortController();
  const found = vi.fn<(failure: unknown) => void>();
  void explainer({ host: "etcd", port: 1, tls }, dial, new AbortController().signal).stall(dialled.signal).then(found);
  return { sockets, dialled, found };
};

describe("a dial over TLS that hangs", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is explained by the server's silence before it is given up", async () => {
    const { found } = stall({ answers: ["hang"] });
    await vi.advanceTimersByTimeAsync(4900);
    expect(found).toHaveBeenCalledExactlyOnceWith({
      kind: "tls",
      cause: "unknown",
      message: "The server accepted the connection but did not answer the TLS handshake",
    });
  });

  test.each<[string, SocketScript]>([
    ["nobody takes the connection", { dial: "never" }],
    ["the server is only slow", { answers: [[Uint8Array.of(21, 3, 3, 0, 2, 2, 40)]] }],
  ])("is left to its time where %s", async (_name, script) => {
    const { found, sockets } = stall(script);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sockets).toHaveLength(1);
    expect(found).not.toHaveBeenCalled();
  });

  test("is not looked into once it has ended, nor without TLS", async () => {
    const ended = stall({});
    ended.dialled.abort();
    const plain = stall({}, false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([ended.sockets.length, plain.sockets.length]).toEqual([0, 0]);
  });
});

test("a server that begins as HTTP/2 does speaks gRPC alone, and what only looks like it is left to the parser", async () => {
  const settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 64, 0];
  const onStream = settings.with(8, 1);
  const answers = [settings, onStream].map((bytes) =>
    withFaultServer((socket) => socket.write(Uint8Array.from(bytes)), over(false)),
  );
  const [grpc, other] = await Promise.all(answers);
  expect(grpc?.outcome).toMatchObject({ kind: "invalid", field: "port" });
  expect(other?.outcome).toEqual(expect.any(String));
});
