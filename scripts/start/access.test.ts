import { expect, it } from "vitest";
import { accessFor, startAddress } from "./access.ts";

it("needs no token on this machine alone", () => {
  const access = accessFor("127.0.0.1", undefined);
  expect(access).toEqual({ accessToken: undefined, isMade: false });
  expect(startAddress("http://127.0.0.1:1", access)).toBe("http://127.0.0.1:1");
});

it.each(["0.0.0.0", "::", "10.0.0.1", "box.lan"])("makes a new one for %s, and puts it into the fragment", (host) => {
  const access = accessFor(host, undefined);
  expect(access.accessToken).toMatch(/^[\w-]{32}$/);
  expect(accessFor(host, undefined).accessToken).not.toBe(access.accessToken);
  expect(startAddress("http://h:1", access)).toBe(`http://h:1/api/session#access_token=${access.accessToken}`);
});

it("uses the one that a person chose, on this machine too, and does not print it", () => {
  const token = "planted-token-0123456789";
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const access = accessFor(host, token);
    expect(access.accessToken).toBe(token);
    expect(startAddress("http://h:1", access)).toBe("http://h:1/api/session");
  }
});
