import { expect, it } from "vitest";
import { assetFor } from "./asset-path.ts";

it.each(["/", "/index.html", "/keys", "/c/sample/keys", "/keys/"])("gives the app for %s, never kept", (path) => {
  expect(assetFor(path)).toEqual({
    path: "/index.html",
    contentType: "text/html; charset=utf-8",
    cacheControl: "no-cache",
  });
});

it("lets the browser keep what is named by its hash", () => {
  expect(assetFor("/assets/main-D4f_x-1.js")).toEqual({
    path: "/assets/main-D4f_x-1.js",
    contentType: "text/javascript; charset=utf-8",
    cacheControl: "public, max-age=31536000, immutable",
  });
});

it("has a file without a hash asked for anew", () => {
  expect(assetFor("/theme.js")?.cacheControl).toBe("no-cache");
});

it.each([
  ["/assets/a.css", "text/css; charset=utf-8"],
  ["/favicon.svg", "image/svg+xml"],
  ["/assets/inter.woff2", "font/woff2"],
  ["/site.webmanifest", "application/manifest+json"],
  ["/a.unknown", "application/octet-stream"],
])("knows the kind of %s", (path, contentType) => {
  expect(assetFor(path)?.contentType).toBe(contentType);
});

it.each([
  "/.env.json",
  "/assets/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/.vite/manifest.json",
  "//other.example/a.js",
  "/a b.js",
  "/trailing.",
])("finds no file for %s", (path) => {
  expect(assetFor(path)).toBeUndefined();
});
