import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unusedPort, withFaultServer, type FaultServer } from "../../test/fault-server.ts";
import { recordedFlight } from "../../test/recorded-flights.ts";
import { derOf, keyPair } from "../../test/tls-files.ts";
import { withTlsServer } from "../../test/tls-server.ts";
import { nodeDial } from "#/socket/node-dial.ts";
import { scriptedDial, type SocketScript } from "#/socket/scripted-dial.ts";
import { probeTls } from "./probe.ts";
import type { Sighting } from "./verdict.ts";

const never = new AbortController().signal;
const options = { name: "localhost", timeoutMs: 1000, signal: never };
const flight = recordedFlight("etcd 3.5.30");

async function probe(script: SocketScript, signal = never) {
  const { dial, sockets } = scriptedDial(script);
  const sighting = await probeTls(() => dial({ host: "etcd", port: 1, tls: false }), { ...options, signal });
  return { sighting, sockets };
}

const see = ({ host, port }: FaultServer): Promise<Sighting | undefined> =>
  probeTls(() => nodeDial({ host, port, tls: false }), options);

describe("a probe of a real server", () => {
  test.each(["local-ec", "local-rsa"] as const)("sees its certificate (%s)", async (name) => {
    expect(await withTlsServer(keyPair(name), see)).toMatchObject({
      kind: "done",
      flight: { version: 0x0303, knowsTls13: true, certificates: [derOf(name)], clientCertificate: undefined },
    });
  });

  test("asks for the server by its name", async () => {
    const asked: string[] = [];
    const sni = {
      ...keyPair("local-ec"),
      SNICallback: (name: string, done: (error: null) => void) => {
        asked.push(name);
        done(null);
      },
    };
    await withTlsServer(sni, see);
    expect(asked).toEqual(["localhost"]);
  });

  test("is over with its alert where it speaks TLS 1.3 alone", async () => {
    const seen = await withTlsServer({ ...keyPair("local-ec"), minVersion: "TLSv1.3" }, see);
    expect(seen).toEqual({ kind: "alert", description: 70 });
  });

  test("is over with a reset", async () => {
    const seen = await withFaultServer((socket) => socket.once("data", () => socket.resetAndDestroy()), see);
    expect(seen).toEqual({ kind: "cut", receivedBytes: 0 });
  });

  test("sees nothing where nobody listens", async () => {
    expect(await see({ host: "127.0.0.1", port: await unusedPort() })).toBeUndefined();
  });
});

function noAddress(): never {
  throw new TypeError("no address");
}

describe("a probe", () => {
  test("sends one message, reads as little as it can, and closes", async () => {
    const { sighting, sockets } = await probe({ answers: [[flight.subarray(0, 9), flight.subarray(9), "more"]] });
    expect(sighting).toMatchObject({ kind: "done" });
    expect(sockets).toMatchObject([{ requests: [expect.stringContaining("localhost")], closed: true }]);
  });

  test.each<[string, SocketScript, object | undefined]>([
    ["a refused dial", { dial: "refused" }, undefined],
    ["an end", { answers: ["end"] }, { kind: "cut", receivedBytes: 0 }],
    ["a break", { answers: [[flight.subarray(0, 9)], "break"] }, { kind: "cut", receivedBytes: 9 }],
    ["text", { answers: [["HTTP/1.0 400 Bad Request\r\n"]] }, { kind: "no-tls", isHttp: true }],
  ])("ends with %s, and closes", async (_name, script, expected) => {
    const { sighting, sockets } = await probe(script);
    expect(sighting).toEqual(expected);
    expect(sockets.map(({ closed }) => closed)).toEqual([true]);
  });

  test("does not begin where it is over already", async () => {
    const { sighting, sockets } = await probe({}, AbortSignal.abort());
    expect(sighting).toBeUndefined();
    expect(sockets).toHaveLength(0);
  });

  test("sees nothing where the address cannot be dialled at all", async () => {
    expect(await probeTls(noAddress, options)).toBeUndefined();
  });
});

describe("a probe that hangs", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each<[string, SocketScript, object | undefined]>([
    ["in its dial sees nothing", { dial: "never" }, undefined],
    ["before the answer sees silence", { answers: ["hang"] }, { kind: "silent" }],
    ["within the answer sees silence", { answers: [[flight.subarray(0, 9)], "hang"] }, { kind: "silent" }],
  ])("%s, and closes", async (_name, script, expected) => {
    const probing = probe(script);
    await vi.advanceTimersByTimeAsync(1000);
    const { sighting, sockets } = await probing;
    expect(sighting).toEqual(expected);
    expect(sockets.map(({ closed }) => closed)).toEqual([true]);
  });

  test("closes at once where it is ended", () => {
    const ending = new AbortController();
    const { dial, sockets } = scriptedDial({ answers: ["hang"] });
    void probeTls(() => dial({ host: "etcd", port: 1, tls: false }), { ...options, signal: ending.signal });
    ending.abort();
    expect(sockets.map(({ closed }) => closed)).toEqual([true]);
  });
});
