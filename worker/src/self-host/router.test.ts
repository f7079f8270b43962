import { expect, it } from "vitest";
import router, { type RouterEnvironment } from "./router.ts";

const files: Readonly<Record<string, string>> = { "/index.html": "<html>", "/assets/main-1.js": "run()" };

const environment: RouterEnvironment = {
  APP: { fetch: async (request) => Response.json({ seen: request.url, host: request.headers.get("host") }) },
  DISK: {
    async fetch(request) {
      const body = files[new URL(request.url).pathname];
      return body === undefined
        ? new Response("Not Found", { status: 404 })
        : new Response(body, { headers: { "content-length": String(body.length), "content-type": "application/x" } });
    },
  },
  ASSET_HEADERS: "/*\n  Content-Security-Policy: default-src 'none'\n",
};

const ask = (path: string, init?: RequestInit) =>
  router.fetch(new Request(`http://127.0.0.1:7379${path}`, init), environment);

it("hands everything below /api to the app as it came", async () => {
  const response = await ask("/api/config?x=1", { headers: { host: "127.0.0.1:7379" } });
  expect(await response.json()).toMatchObject({ seen: "http://127.0.0.1:7379/api/config?x=1" });
});

it("does not take /apis for the interface", async () => {
  expect(await (await ask("/apis")).text()).toBe("<html>");
});

it("serves a file with its kind and the policy of the headers file", async () => {
  const response = await ask("/assets/main-1.js");
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("run()");
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
});

it("serves the app for every place within it", async () => {
  const response = await ask("/sample/keys?key=%2Fa.json");
  expect(await response.text()).toBe("<html>");
  expect(response.headers.get("cache-control")).toBe("no-cache");
});

it("answers 404 for a file that is not there, which nobody keeps", async () => {
  const response = await ask("/assets/gone-2.js");
  expect(response.status).toBe(404);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
});

it("answers HEAD without a body", async () => {
  const response = await ask("/", { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

it("refuses other methods", async () => {
  const response = await ask("/", { method: "POST", body: "x" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
});
