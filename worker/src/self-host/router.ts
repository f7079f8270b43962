/**
 * The front door when the app runs on one's own machine: a worker of raw workerd that does what a deployment's asset
 * server does. Loaded without bundling, so it imports nothing but its neighbours.
 */
import { applyAssetHeaders, parseAssetHeaders, type HeaderRules } from "./asset-headers.ts";
import { assetFor } from "./asset-path.ts";

/** What the launcher binds; both services take requests as they came. */
export interface RouterEnvironment {
  /** The app's worker. */
  readonly APP: { fetch(request: Request): Promise<Response> };
  /** The folder of the app's files. */
  readonly DISK: { fetch(request: Request): Promise<Response> };
  /** The content of the build's `_headers`. */
  readonly ASSET_HEADERS: string;
}

let known: { text: string; rules: HeaderRules } | undefined;

function rulesOf(text: string): HeaderRules {
  if (known?.text !== text) known = { text, rules: parseAssetHeaders(text) };
  return known.rules;
}

async function serveAsset(request: Request, environment: RouterEnvironment, pathname: string): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  const answer = (status: number, body: BodyInit | null) => {
    applyAssetHeaders(rulesOf(environment.ASSET_HEADERS), pathname, headers);
    return new Response(request.method === "HEAD" ? null : body, { status, headers });
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    headers.set("allow", "GET, HEAD");
    return answer(405, "Only GET and HEAD are supported.\n");
  }
  const file = assetFor(pathname);
  if (file === undefined) return answer(404, "File not found.\n");
  const stored = await environment.DISK.fetch(new Request(`http://disk${file.path}`, { method: request.method }));
  if (!stored.ok) return answer(404, "File not found.\n");
  headers.set("cache-control", file.cacheControl);
  headers.set("content-type", file.contentType);
  const length = stored.headers.get("content-length");
  if (length !== null) headers.set("content-length", length);
  return answer(200, stored.body);
}

export default {
  fetch(request: Request, environment: RouterEnvironment): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/api" || pathname.startsWith("/api/")) return environment.APP.fetch(request);
    return serveAsset(request, environment, pathname);
  },
};
