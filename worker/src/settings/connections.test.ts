import { describe, expect, test } from "vitest";
import { parseConnections } from "./connections.ts";

const minimal = { name: "prod", endpoints: ["http://10.0.0.5:2379"] };
const parse = (...entries: readonly object[]) => parseConnections(JSON.stringify(entries));

describe("configured connections", () => {
  test("are none where nothing is set", () => {
    expect(parseConnections("  ")).toEqual([]);
  });

  test("need a name and an endpoint, and are writable unless they say otherwise", () => {
    expect(parse(minimal)).toEqual([
      { name: "prod", readOnly: false, endpoints: [{ host: "10.0.0.5", port: 2379, tls: false }] },
    ]);
  });

  test("may have everything", () => {
    const endpoints = ["https://a:1", "https://b:2"];
    const full = {
      name: "p",
      label: "Production",
      colour: "red",
      production: false,
      readOnly: true,
      endpoints,
      username: "u",
      password: "p",
    };
    expect(parse(full)).toEqual([
      {
        name: "p",
        label: "Production",
        colour: "red",
        production: false,
        readOnly: true,
        endpoints: [
          { host: "a", port: 1, tls: true },
          { host: "b", port: 2, tls: true },
        ],
        credentials: { username: "u", password: "p" },
      },
    ]);
  });
});

describe("an endpoint that is reached over a service", () => {
  const bound = { address: "https://10.0.0.5:2379", binding: "ETCD0" };

  test("has the name of its binding, and what is to be known of its TLS", () => {
    const endpoints = [bound, { ...bound, binding: "ETCD1", serverName: "etcd.internal", clientCertificate: true }];
    const place = { host: "10.0.0.5", port: 2379, tls: true };
    expect(parse({ name: "prod", endpoints })[0]?.endpoints).toEqual([
      { ...place, binding: "ETCD0" },
      { ...place, binding: "ETCD1", serverName: "etcd.internal", clientCertificate: true },
    ]);
  });

  test.each([
    [{ ...bound, address: "http://10.0.0.5:2379" }, "must be like https://HOST:PORT"],
    [{ ...bound, address: "10.0.0.5:2379" }, "must be like https://HOST:PORT"],
    [{ ...bound, binding: "ACCESS_TOKEN" }, "must be ETCD0, ETCD1 and so on"],
    [{ address: bound.address }, "must be like http://HOST:PORT"],
    [{ ...bound, hunter2: "hunter2" }, "must be addresses, or objects with address and binding"],
  ])("is refused as %j", (endpoint, message) => {
    const said = messageOf(() => parse({ name: "prod", endpoints: [endpoint] }));
    expect(said).toContain("entry 1 endpoints");
    expect(said).toContain(message);
    expect(said).not.toContain("hunter2");
  });
});

describe("broken connections are told by entry and field, and never quoted", () => {
  test.each([
    ["[{hunter2", "it is not valid JSON"],
    ['{"name":"hunter2"}', "it must be a list"],
    ['["hunter2"]', "entry 1 has an unknown field or is not an object"],
    [[minimal, { ...minimal, name: 7 }], "entry 2 name must be text"],
    [[{ ...minimal, readonly: true, hunter2: "hunter2" }], "entry 1 has an unknown field or is not an object"],
    [[{ ...minimal, readOnly: "hunter2" }], "entry 1 readOnly must be true or false"],
    [[{ ...minimal, production: "hunter2" }], "entry 1 production must be true or false"],
    [[{ ...minimal, colour: "hunter2" }], "entry 1 colour must be one of blue, green"],
    [[{ ...minimal, endpoints: [] }], "entry 1 endpoints must have at least one address"],
    [[{ ...minimal, endpoints: ["http://root:hunter2@etcd"] }], "entry 1 endpoints must be like http://HOST:PORT"],
    [[{ ...minimal, password: "hunter2" }], "username and password must be given together"],
    [[{ ...minimal, endpoints: ["http://a", "https://b"] }], "the endpoints of one connection must be all http or all"],
    [[minimal, minimal], "two connections have the same name"],
  ])("%j", (setting, message) => {
    const text = typeof setting === "string" ? setting : JSON.stringify(setting);
    const said = messageOf(() => parseConnections(text));
    expect(said).toContain(`Invalid server setting CONNECTIONS: ${message}`);
    expect(said).not.toContain("hunter2");
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
    return "nothing was thrown";
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
  }
}
