/** Which file of the app a path asks for, and what kind of file it is. */

const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  map: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  webp: "image/webp",
  woff2: "font/woff2",
  woff: "font/woff",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  wasm: "application/wasm",
};

export interface AssetFile {
  /** From the root of the app's files, with a leading slash. */
  path: string;
  contentType: string;
  cacheControl: string;
}

const app: AssetFile = {
  path: "/index.html",
  contentType: "text/html; charset=utf-8",
  // Names the hashed files of its own build: a stale one would ask for files that are gone.
  cacheControl: "no-cache",
};

// What a build writes. Anything else (an escaped slash, a dot file, a step up) is no file of the app.
const filePath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.([a-z0-9]+)$/;

/**
 * The file that answers a request for `pathname`. A last segment without an extension is a place within the app, which
 * the app itself reads from the address. Undefined where no such file can be.
 *
 * @example assetFor("/keys") // { path: "/index.html", … }
 */
export function assetFor(pathname: string): AssetFile | undefined {
  const last = pathname.slice(pathname.lastIndexOf("/") + 1);
  if (!last.includes(".") || pathname === app.path) return app;
  const extension = filePath.exec(pathname)?.[1];
  if (extension === undefined) return undefined;
  return {
    path: pathname,
    contentType: contentTypes[extension] ?? "application/octet-stream",
    // The build names these by a hash of their content.
    cacheControl: pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  };
}
