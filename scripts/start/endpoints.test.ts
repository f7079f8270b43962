import { expect, it } from "vitest";
import { parseEndpoints } from "./endpoints.ts";

const parse = (text: string, tls = false) => parseEndpoints({ text, called: "--endpoints" }, tls);

it.each([
  ["127.0.0.1:2379", ["http://127.0.0.1:2379"]],
  ["http://10.0.0.5:1234/", ["http://10.0.0.5:1234"]],
  ["etcd.internal", ["http://etcd.internal:2379"]],
  ["[::1]:2379, ::1", ["http://[::1]:2379", "http://[::1]:2379"]],
  ["a:1,b:2", ["http://a:1", "http://b:2"]],
  ["https://a, HTTPS://[::1]:1", ["https://a:2379", "https://[::1]:1"]],
])("reads %s", (text, endpoints) => {
  expect(parse(text)).toEqual(endpoints);
});

it.each([
  ["", "is empty"],
  ["a:1,,b:2", "is empty"],
  ["ftp://a:1", "must start with http:// or https://"],
  ["http://a:1,https://b:1", "mixes http and https"],
  ["a:1,https://b:1", "mixes http and https"],
  ["a:0", "outside 1 to 65535"],
  ["a:70000", "outside 1 to 65535"],
  ["a:port", "is not HOST:PORT"],
  ["http://a:1/v3", "is not HOST:PORT"],
  ["[zz]:1", "is not HOST:PORT"],
  ["[1:2]:1", "is not an IPv6 address"],
])("refuses “%s”: %s", (text, why) => {
  expect(() => parse(text)).toThrow(why);
});

it("never repeats a password", () => {
  const withPassword = ["http://root:hunter2@a:1", "https://root:hunter2@a:1", "root:hunter2@a:1"];
  for (const text of withPassword) {
    expect(() => parse(text)).toThrow(/^(?!.*hunter2)/);
  }
});

it("takes a server without a scheme for one with TLS where certificates are given, as etcdctl does", () => {
  expect(parse("a:1,https://b", true)).toEqual(["https://a:1", "https://b:2379"]);
  expect(parse("http://a:1", true)).toEqual(["http://a:1"]);
});
