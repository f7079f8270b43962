import { expect, it } from "vitest";
import { parseEndpoints } from "./endpoints.ts";

it.each([
  ["127.0.0.1:2379", ["http://127.0.0.1:2379"]],
  ["http://10.0.0.5:1234/", ["http://10.0.0.5:1234"]],
  ["etcd.internal", ["http://etcd.internal:2379"]],
  ["[::1]:2379, ::1", ["http://[::1]:2379", "http://[::1]:2379"]],
  ["a:1,b:2", ["http://a:1", "http://b:2"]],
])("reads %s", (text, endpoints) => {
  expect(parseEndpoints(text)).toEqual(endpoints);
});

it.each([
  ["", "is empty"],
  ["a:1,,b:2", "is empty"],
  ["https://a:1", "asks for TLS"],
  ["ftp://a:1", "must start with http://"],
  ["a:0", "beyond 1 to 65535"],
  ["a:70000", "beyond 1 to 65535"],
  ["a:port", "is not HOST:PORT"],
  ["http://a:1/v3", "is not HOST:PORT"],
  ["[zz]:1", "is not HOST:PORT"],
  ["[1:2]:1", "is no IPv6 address"],
])("refuses “%s”: %s", (text, why) => {
  expect(() => parseEndpoints(text)).toThrow(why);
});

it("never repeats a password", () => {
  const withPassword = ["http://root:hunter2@a:1", "https://root:hunter2@a:1", "root:hunter2@a:1"];
  for (const text of withPassword) {
    expect(() => parseEndpoints(text)).toThrow(/^(?!.*hunter2)/);
  }
});
