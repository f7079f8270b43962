import { describe, expect, test } from "vitest";
import { encodeClientHello } from "./client-hello.ts";
import { readNumber, readVector, readVectors } from "./vector.ts";

const random = new Uint8Array(32).fill(7);

/** The message's parts, read by the lengths that it states. */
function partsOf(hello: Uint8Array) {
  const record = readVector(hello.subarray(3), 2);
  const body = readVector((record?.content ?? hello).subarray(1), 3);
  const session = readVector((body?.content ?? hello).subarray(34), 1);
  const suites = readVector(session?.rest ?? hello, 2);
  const compression = readVector(suites?.rest ?? hello, 1);
  const extensions = readVector(compression?.rest ?? hello, 2);
  return { record, body, session, suites, compression, extensions };
}

/** The extensions' contents by type. */
function extensionsOf(hello: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (let rest = partsOf(hello).extensions?.content ?? hello; rest.length > 0;) {
    const extension = readVector(rest.subarray(2), 2);
    if (extension === undefined) throw new Error("An extension is not whole");
    found.set(readNumber(rest, 2), extension.content);
    rest = extension.rest;
  }
  return found;
}

describe("a ClientHello", () => {
  test("is one handshake record whose lengths add up", () => {
    const hello = encodeClientHello("localhost", random);
    const parts = partsOf(hello);
    expect([...hello.subarray(0, 3)]).toEqual([22, 3, 1]);
    expect(parts.record?.rest).toHaveLength(0);
    expect(parts.record?.content[0]).toBe(1);
    expect(parts.body?.rest).toHaveLength(0);
    expect(parts.extensions?.rest).toHaveLength(0);
  });

  test("offers TLS 1.2, the given random, no session and no compression", () => {
    const { body, session, compression } = partsOf(encodeClientHello("localhost", random));
    expect([...(body?.content.subarray(0, 2) ?? [])]).toEqual([3, 3]);
    expect(body?.content.subarray(2, 34)).toEqual(random);
    expect(session?.content).toHaveLength(0);
    expect(compression?.content).toEqual(Uint8Array.of(0));
  });

  test("does not offer TLS 1.3, which would hide what is looked for", () => {
    const supportedVersions = 43;
    expect(extensionsOf(encodeClientHello("localhost", random)).has(supportedVersions)).toBe(false);
  });

  test("names the server, without a final dot", () => {
    const list = extensionsOf(encodeClientHello("etcd.internal.", random)).get(0) ?? new Uint8Array();
    const [entry = new Uint8Array()] = readVectors(list, 2) ?? [];
    expect(entry[0]).toBe(0);
    expect(new TextDecoder().decode(readVector(entry.subarray(1), 2)?.content)).toBe("etcd.internal");
  });

  test.each(["127.0.0.1", "::1", "fe80::1%eth0"])("does not name an address (%s)", (address) => {
    expect([...extensionsOf(encodeClientHello(address, random)).keys()]).toEqual([10, 11, 13, 23, 0xff01]);
  });
});
