/** What a browser must load before the first screen shows, as the built page names it. */
import { gzipSync } from "node:zlib";

/** The scripts that `index.html` loads by itself: plain ones, modules, and what modules import (modulepreload). */
export function firstScreenScripts(html: string): string[] {
  const scripts = new Set<string>();
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/gi)) {
    const address = /\b(?:src|href)\s*=\s*["']([^"']+)["']/i.exec(tag)?.[1];
    if (address === undefined) continue;
    if (/^<script\b/i.test(tag) || /\brel\s*=\s*["']modulepreload["']/i.test(tag)) scripts.add(address);
  }
  return [...scripts];
}

export interface ScriptSize {
  path: string;
  gzipBytes: number;
}

/** The sizes of the first screen's scripts after gzip, the largest first; `read` gives a file of the build. */
export function measureFirstScreen(html: string, read: (path: string) => Uint8Array): ScriptSize[] {
  const sizes = firstScreenScripts(html).map((path) => ({ path, gzipBytes: gzipSync(read(path)).length }));
  return sizes.toSorted((a, b) => b.gzipBytes - a.gzipBytes);
}
