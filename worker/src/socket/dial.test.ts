import { describe, expect, test } from "vitest";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { dialWith, type Connect, type PlatformSocket } from "./dial.ts";

type Dialled = Parameters<Connect>;

interface FakePlatform {
  readonly connect: Connect;
  readonly dials: readonly Dialled[];
  readonly written: readonly Uint8Array[];
  closed(): number;
}

/** The platform's sockets as seen in workerd: `opened` and `closed` both reject where the dial fails. */
function fakePlatform(opens: (...dial: Dialled) => boolean, message = "proxy request failed"): FakePlatform {
  const dials: Dialled[] = [];
  const written: Uint8Array[] = [];
  let closedCount = 0;
  return {
    dials,
    written,
    closed: () => closedCount,
    connect: (...dial): PlatformSocket => {
      dials.push(dial);
      const opened = opens(...dial) ? Promise.resolve() : Promise.reject(new Error(message));
      return {
        opened,
        closed: opened,
        readable: new ReadableStream({
          type: "bytes",
          start(controller) {
            controller.enqueue(new TextEncoder().encode("answer"));
            controller.close();
          },
        }),
        writable: new WritableStream({ write: (bytes) => void written.push(bytes) }),
        close: () => {
          closedCount++;
          return Promise.reject(new Error("already closed"));
        },
      };
    },
  };
}

async function failureOfDial(platform: FakePlatform, tls: boolean): Promise<unknown> {
  const socket = dialWith(platform.connect)({ host: "etcd", port: 2379, tls });
  return await socket.opened.catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
}

const throwing: Connect = () => {
  throw new TypeError("Specified address is empty string");
};

describe("a socket of the platform", () => {
  test("is dialled with or without TLS, an IPv6 address in brackets", async () => {
    const platform = fakePlatform(() => true);
    await dialWith(platform.connect)({ host: "etcd", port: 2379, tls: true }).opened;
    await dialWith(platform.connect)({ host: "::1", port: 2380, tls: false }).opened;
    expect(platform.dials).toEqual([
      [
        { hostname: "etcd", port: 2379 },
        { secureTransport: "on", allowHalfOpen: false },
      ],
      [
        { hostname: "[::1]", port: 2380 },
        { secureTransport: "off", allowHalfOpen: false },
      ],
    ]);
  });

  test("reads until the end and writes", async () => {
    const platform = fakePlatform(() => true);
    const socket = dialWith(platform.connect)({ host: "etcd", port: 2379, tls: false });
    await socket.write(Uint8Array.of(1, 2));
    expect(platform.written).toEqual([Uint8Array.of(1, 2)]);
    expect(new TextDecoder().decode(await socket.read())).toBe("answer");
    expect(await socket.read()).toBeUndefined();
  });

  test("may be closed again and again, whatever the platform says to it", () => {
    const platform = fakePlatform(() => true);
    const socket = dialWith(platform.connect)({ host: "etcd", port: 2379, tls: false });
    socket.close();
    socket.close();
    expect(platform.closed()).toBe(2);
  });
});

describe("a dial that fails", () => {
  test("is unreachable, without the platform's own words", async () => {
    const failure = await failureOfDial(
      fakePlatform(() => false),
      false,
    );
    expect(failure).toMatchObject({ kind: "unreachable", host: "etcd", port: 2379 });
    expect(JSON.stringify(failure)).not.toContain("proxy request failed");
  });

  test("only with TLS is a failure of TLS, found by one look without it", async () => {
    const platform = fakePlatform((_address, { secureTransport }) => secureTransport === "off");
    // What this platform's server says is no TLS.
    expect(await failureOfDial(platform, true)).toMatchObject({ kind: "tls", cause: "no-tls" });
    expect(platform.dials.map(([, { secureTransport }]) => secureTransport)).toEqual(["on", "off"]);
    expect(platform.closed()).toBe(1);
    expect(platform.written).toHaveLength(1);
  });

  test("is looked into over another way where one is given", async () => {
    const [secure, plain] = [fakePlatform(() => false), fakePlatform(() => true)];
    const socket = dialWith(secure.connect, plain.connect)({ host: "etcd", port: 2379, tls: true });
    await expect(socket.opened).rejects.toMatchObject({ failure: { kind: "tls" } });
    expect([secure.dials.length, plain.dials.length]).toEqual([1, 1]);
  });

  test("with and without TLS is unreachable", async () => {
    expect(
      await failureOfDial(
        fakePlatform(() => false),
        true,
      ),
    ).toMatchObject({ kind: "unreachable" });
  });

  test("whose text speaks of TLS is a failure of TLS", async () => {
    const platform = fakePlatform(() => false, "TLS Handshake Failed.");
    expect(await failureOfDial(platform, true)).toMatchObject({ kind: "tls", cause: "unknown" });
  });

  test("at once, because the address is none, is the request's fault", () => {
    expect(() => dialWith(throwing)({ host: "fe80::1%lo", port: 1, tls: false })).toThrow(
      "host: is not a valid address",
    );
  });
});
