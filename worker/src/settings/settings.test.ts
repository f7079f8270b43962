import { describe, expect, test } from "vitest";
import { parseSettings, settingsReader } from "./settings.ts";

describe("settings", () => {
  test("that are absent allow nothing beyond the configured connections, and forbid no writing", () => {
    expect(parseSettings({})).toEqual({
      connections: [],
      targets: [],
      hosts: [],
      readOnly: false,
      allowSnapshot: false,
      accessToken: undefined,
      maxWatches: 100,
    });
  });

  test("are read together", () => {
    const CONNECTIONS = '[{"name":"a","endpoints":["http://etcd:1"]}]';
    expect(
      parseSettings({
        CONNECTIONS,
        ALLOWED_TARGETS: "b:2",
        ALLOWED_HOSTS: "Localhost, 127.0.0.1:80",
        READ_ONLY: "true",
        ALLOW_SNAPSHOT: "true",
        ACCESS_TOKEN: "0123456789abcdef",
        MAX_WATCHES: "7",
      }),
    ).toEqual({
      connections: [{ name: "a", readOnly: false, endpoints: [{ host: "etcd", port: 1, tls: false }] }],
      targets: [{ host: "b", port: 2 }],
      hosts: ["localhost", "127.0.0.1:80"],
      readOnly: true,
      allowSnapshot: true,
      accessToken: "0123456789abcdef",
      maxWatches: 7,
    });
  });

  test.each([
    { CONNECTIONS: "{" },
    { ALLOWED_TARGETS: "a/b" },
    { READ_ONLY: "maybe" },
    { ALLOW_SNAPSHOT: "maybe" },
    { ACCESS_TOKEN: "short" },
    { MAX_WATCHES: "0" },
  ])("%j fail by name", (environment) => {
    expect(() => parseSettings(environment)).toThrow(`Invalid server setting ${Object.keys(environment)[0]}`);
  });

  test("are read anew only when the environment changes", () => {
    const read = settingsReader();
    const first = read({ ALLOWED_TARGETS: "*" });
    expect(read({ ALLOWED_TARGETS: "*" })).toBe(first);
    expect(read({ ALLOWED_TARGETS: "" })).toMatchObject({ targets: [] });
  });
});
