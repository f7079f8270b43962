import { describe, expect, test } from "vitest";
import type { Endpoint } from "#/model/transport.ts";
import { dialBound } from "./bound-dial.ts";
import type { PlatformSocket } from "./dial.ts";

const endpoint: Endpoint = { host: "10.0.0.5", port: 2379, tls: true };

function openSocket(): PlatformSocket {
  return {
    opened: Promise.resolve(),
    closed: Promise.resolve(),
    readable: new ReadableStream({ type: "bytes", start: (controller) => controller.close() }),
    writable: new WritableStream(),
    close: () => Promise.resolve(),
  };
}

function makeDial(services: Readonly<Record<string, unknown>>) {
  const platform: unknown[] = [];
  const dial = dialBound(
    (address, { secureTransport }) => {
      platform.push([address, secureTransport]);
      return openSocket();
    },
    (binding) => services[binding],
  );
  return { dial, platform };
}

describe("an endpoint with a binding", () => {
  test("is dialled over its service, and the platform is left alone", async () => {
    const asked: string[] = [];
    const service = {
      connect(address: string) {
        asked.push(address);
        return openSocket();
      },
    };
    const { dial, platform } = makeDial({ ETCD0: service });
    await dial({ ...endpoint, binding: "ETCD0" }).opened;
    expect(asked).toEqual(["etcd:1"]);
    expect(platform).toEqual([]);
  });

  test.each([
    ["is missing", {}],
    ["is a text", { ETCD0: "etcd" }],
    ["cannot connect", { ETCD0: { fetch: () => undefined } }],
  ])("whose service %s fails by its name, and is dialled in no other way", (_what, services) => {
    const { dial, platform } = makeDial(services);
    expect(() => dial({ ...endpoint, binding: "ETCD0" })).toThrow("names the service ETCD0, which is not bound to it");
    expect(platform).toEqual([]);
  });

  test("is never dialled without TLS", () => {
    const { dial, platform } = makeDial({ ETCD0: { connect: openSocket } });
    expect(() => dial({ ...endpoint, tls: false, binding: "ETCD0" })).toThrow("not bound");
    expect(platform).toEqual([]);
  });
});

test("an endpoint without a binding is dialled over the platform, with its own TLS", async () => {
  const { dial, platform } = makeDial({});
  await dial(endpoint).opened;
  expect(platform).toEqual([[{ hostname: "10.0.0.5", port: 2379 }, "on"]]);
});
