import { describe, expect, test } from "vitest";
import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import { createApp } from "#/app.ts";
import { nodePipe } from "#/socket/node-pipe.ts";
import { scriptedDial } from "#/socket/scripted-dial.ts";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";

const token = "planted-token-0123456789";
const watcher = new ScriptedClient();
const app = createApp({ dial: scriptedDial().dial, openPipe: nodePipe, upgrade: watcher.upgrade });
const origin = "http://explorer.lan:7379";

const ask = async (path: string, init: RequestInit = {}, ACCESS_TOKEN = token) =>
  await app.request(`${origin}${path}`, init, { ACCESS_TOKEN });
const signIn = (attempt: string, headers: Record<string, string> = {}) =>
  ask(sessionPath, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ access_token: attempt }).toString(),
  });

describe("a server with an access token", () => {
  test("answers nothing of the API without it, whether or not there is such an endpoint", async () => {
    for (const path of ["/api/config", "/api/etcd/health", "/api/nothing", "/api/session/x", "/api/session/"]) {
      const answer = await ask(path, { method: path.includes("health") ? "POST" : "GET" });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ failure: { kind: "forbidden", rule: "access-token" } });
    }
  });

  test("shows a form that no other page can frame or script", async () => {
    const answer = await ask(sessionPath);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('<form method="post" action="/api/session">');
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(await (await ask(sessionPath)).text()).not.toContain(nonce);
    expect(page).not.toContain(token);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("gives a cookie for the token, with which the API answers", async () => {
    const answer = await signIn(token, { origin });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/");
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await ask("/api/config", { headers: { cookie } })).status).toBe(200);
  });

  test("answers a program that shows the token in a header", async () => {
    expect((await ask("/api/config", { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });

  test.each([" ", "wrong", `${token}x`])("gives none for “%s”, which it does not repeat", async (attempt) => {
    const answer = await signIn(attempt);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("set-cookie")).toBeNull();
    const page = await answer.text();
    expect(page).toContain("Wrong access token.");
    expect(page).not.toContain(`"${attempt}"`);
    expect(page).not.toContain(token);
  });

  test("takes the token neither from another site's page, nor from JSON, nor from the address", async () => {
    expect((await signIn(token, { origin: "https://evil.example" })).status).toBe(403);
    expect((await signIn(token, { "content-type": "application/json" })).status).toBe(400);
    const answer = await ask(`${sessionPath}?access_token=${token}`);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.text()).not.toContain(token);
  });
});

describe("signing out", () => {
  test("ends the session and makes the browser forget it", async () => {
    const cookie = (await signIn(token, { origin })).headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await (await ask("/api/config", { headers: { cookie } })).json()).toMatchObject({ session: true });
    const answer = await ask(sessionPath, { method: "DELETE", headers: { cookie, origin } });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toHaveLength(2);
    expect((await ask("/api/config", { headers: { cookie } })).status).toBe(403);
  });

  test("ends what a watch tells in another window too", async () => {
    const cookie = (await signIn(token, { origin })).headers.get("set-cookie")?.split(";")[0] ?? "";
    await ask("/api/etcd/watch", { headers: { cookie, origin, upgrade: "websocket" } });
    expect(watcher.received).toEqual([]);
    await ask(sessionPath, { method: "DELETE", headers: { cookie, origin } });
    watcher.send({ open: { host: "etcd" } });
    expect(watcher.received).toMatchObject([{ failed: { failure: { rule: "access-token" } } }]);
    expect(watcher.closedWith).toEqual({ code: 1008, reason: "forbidden" });
  });

  test("is done by no other site's page", async () => {
    const answer = await ask(sessionPath, { method: "DELETE", headers: { origin: "https://evil.example" } });
    expect(answer.status).toBe(403);
  });

  test("is not offered to programs that show the token", async () => {
    const answer = await ask("/api/config", { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).not.toHaveProperty("session");
  });
});

test("whoever has not signed in cannot make the server hold or wait for much", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pulled += 4096;
      controller.enqueue(new Uint8Array(4096).fill(0x61));
    },
  });
  const init = { method: "POST", headers: form, body, duplex: "half" };
  const answer = await ask(sessionPath, init);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ failure: { field: "request body" } });
  expect(pulled).toBeLessThan(64 * 1024);
});

test("too many guesses show the form again, with until when it is of no use", async () => {
  const own = createApp({ dial: scriptedDial().dial, openPipe: nodePipe, upgrade: new ScriptedClient().upgrade });
  const post = async (attempt: string) =>
    await own.request(
      `${origin}${sessionPath}`,
      {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ access_token: attempt }).toString(),
      },
      { ACCESS_TOKEN: token },
    );
  for (let index = 0; index < 10; index++) expect((await post(`guess-${index}`)).status).toBe(403);
  const answer = await post(token);
  expect(answer.status).toBe(429);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(await answer.text()).toMatch(/Too many wrong access tokens from this address: try again in \d+ s\./);
});

test("a server without one leads straight to the app", async () => {
  for (const method of ["GET", "POST"]) {
    const answer = await ask(sessionPath, { method }, "");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  }
});
