import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { firstScreenScripts, measureFirstScreen } from "./first-screen.ts";

const html = `<!doctype html>
<link rel="icon" href="/favicon.svg" />
<script src="/theme.js"></script>
<script type="module" crossorigin src="/assets/index-1.js"></script>
<link rel="modulepreload" crossorigin href="/assets/react-2.js">
<link href='/assets/react-2.js' rel='modulepreload'>
<link rel="stylesheet" href="/assets/index-3.css">`;

it("names plain scripts, modules and what they import, once each, and nothing else", () => {
  expect(firstScreenScripts(html)).toEqual(["/theme.js", "/assets/index-1.js", "/assets/react-2.js"]);
});

it("measures them after gzip, the largest first", () => {
  const files: Record<string, Uint8Array> = {
    "/theme.js": Buffer.from("theme"),
    "/assets/index-1.js": Buffer.from("abcdefghijklmnopqrstuvwxyz0123456789"),
    "/assets/react-2.js": Buffer.from("x"),
  };
  const read = (path: string) => files[path] ?? new Uint8Array();
  const sizes = measureFirstScreen(html, read);
  expect(sizes.map(({ path }) => path)).toEqual(["/assets/index-1.js", "/theme.js", "/assets/react-2.js"]);
  expect(sizes[0]?.gzipBytes).toBe(gzipSync(read("/assets/index-1.js")).length);
});
