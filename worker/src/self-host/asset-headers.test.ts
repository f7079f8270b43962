import { expect, it } from "vitest";
import { applyAssetHeaders, parseAssetHeaders } from "./asset-headers.ts";

const file = `
# For everything
/*
  Content-Security-Policy: default-src 'none'; script-src 'self'
  X-Frame-Options: DENY
/assets/*
  Cache-Control: public, max-age=31536000, immutable
  ! X-Frame-Options
/users/:id/photo
  X-Robots-Tag: noindex
https://example.com/*
  X-Elsewhere: yes
not a rule
`;

function headersOf(path: string, text = file): Record<string, string> {
  const headers = new Headers();
  applyAssetHeaders(parseAssetHeaders(text), path, headers);
  return Object.fromEntries(headers);
}

it("gives a path the headers of every rule that fits, colons in their values included", () => {
  expect(headersOf("/")).toEqual({
    "content-security-policy": "default-src 'none'; script-src 'self'",
    "x-frame-options": "DENY",
  });
});

it("takes away what a later rule detaches", () => {
  expect(headersOf("/assets/a.js")).toEqual({
    "content-security-policy": "default-src 'none'; script-src 'self'",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

it("lets a placeholder stand for one segment and no more", () => {
  expect(headersOf("/users/7/photo")["x-robots-tag"]).toBe("noindex");
  expect(headersOf("/users/7/8/photo")["x-robots-tag"]).toBeUndefined();
});

it("passes over rules for whole addresses and lines that mean nothing", () => {
  expect(headersOf("/")["x-elsewhere"]).toBeUndefined();
});

it("takes the characters of a path for themselves", () => {
  expect(headersOf("/a.b", "/a.b\n  X: 1\n")).toEqual({ x: "1" });
  expect(headersOf("/aXb", "/a.b\n  X: 1\n")).toEqual({});
});

it("joins a header that two rules name, and replaces what the file's own kind brought", () => {
  const headers = new Headers({ vary: "before" });
  applyAssetHeaders(parseAssetHeaders("/*\n  Vary: Origin\n/a\n  Vary: Accept\n"), "/a", headers);
  expect(headers.get("vary")).toBe("Origin, Accept");
});

it("reads files with Windows line ends", () => {
  expect(headersOf("/", "/*\r\n  X: 1\r\n")).toEqual({ x: "1" });
});
