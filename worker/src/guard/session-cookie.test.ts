import { expect, test } from "vitest";
import { forgettingCookies, sessionCookie, sessionValues } from "./session-cookie.ts";

const from = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

test("over plain HTTP it is for this server's API alone and read by no script", () => {
  expect(sessionCookie(from("http://localhost:8787/api/session"), "v")).toBe(
    "etcd-explorer-8787=v; Path=/api; Max-Age=43200; HttpOnly; SameSite=Strict",
  );
});

test.each<[string, Record<string, string>]>([
  ["https://etcd.example/api/session", {}],
  ["http://etcd.example/api/session", { origin: "https://etcd.example" }],
  ["http://etcd.example/api/session", { "x-forwarded-proto": "https" }],
  ["http://etcd.example/api/session", { "x-forwarded-proto": "HTTPS, http" }],
])("behind TLS it goes over TLS alone and to this host alone: %s %j", (url, headers) => {
  expect(sessionCookie(from(url, headers), "v")).toBe(
    "__Host-etcd-explorer=v; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure",
  );
});

test.each<Record<string, string>>([{ origin: "http://etcd.example" }, { "x-forwarded-proto": "http, https" }])(
  "%j is no TLS",
  (headers) => {
    expect(sessionCookie(from("http://etcd.example/", headers), "v")).not.toContain("Secure");
  },
);

test("is found in either form, and is forgotten in both", () => {
  const cookie = "a=b; etcd-explorer-80=other; etcd-explorer=one; __Host-etcd-explorer=two";
  const request = from("https://etcd.example/", { cookie });
  expect(sessionValues(request)).toEqual(["one", "two"]);
  expect(forgettingCookies(request).map((text) => text.split(";")[0])).toEqual([
    "etcd-explorer=",
    "__Host-etcd-explorer=",
  ]);
  const many = Array.from({ length: 100 }, (_, index) => `etcd-explorer=${index}`).join("; ");
  expect(sessionValues(from("https://etcd.example/", { cookie: many }))).toHaveLength(4);
});
