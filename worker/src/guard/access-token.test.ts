import { describe, expect, test } from "vitest";
import { accessCookie, checkAccess, parseAccessToken } from "./access-token.ts";

const token = "planted-token-0123456789";
const request = (headers: Record<string, string> = {}, url = "http://localhost:8787/api/config") =>
  new Request(url, { headers });
const given = async (from = request()) => (await accessCookie(from, token)).split(";")[0] ?? "";

describe("the setting", () => {
  test("is no token where it is empty", () => {
    expect(parseAccessToken(" ")).toBeUndefined();
  });

  test("is the token without white space around it", () => {
    expect(parseAccessToken(` ${token}\n`)).toBe(token);
  });

  test.each(["short", "with white space in it", "ümlaut-0123456789"])("may not be “%s”, and is not quoted", (text) => {
    expect(() => parseAccessToken(text)).toThrow(/^The server's setting ACCESS_TOKEN cannot be used: it must have/);
    expect(() => parseAccessToken(text)).not.toThrow(text);
  });
});

describe("a request", () => {
  test("needs nothing where no token is set", async () => {
    await expect(checkAccess(request(), undefined)).resolves.toBeUndefined();
  });

  test("may show the token itself, however the scheme is spelled", async () => {
    for (const scheme of ["Bearer", "bearer", "BEARER "]) {
      await expect(checkAccess(request({ authorization: `${scheme} ${token}` }), token)).resolves.toBeUndefined();
    }
  });

  test("may show the cookie among others", async () => {
    const cookie = `a=b; ${await given()}; etcd-explorer-8787=old`;
    await expect(checkAccess(request({ cookie }), token)).resolves.toBeUndefined();
  });

  test.each<Record<string, string>>([
    {},
    { authorization: "Bearer" },
    { authorization: "Bearer " },
    { authorization: token },
    { authorization: `Basic ${token}` },
    { authorization: `Bearer ${token}x` },
    { authorization: `Bearer ${token.slice(0, -1)}` },
    { authorization: `Bearer ${token.toUpperCase()}` },
    { authorization: `Bearer ${token}, Bearer ${token}` },
    { cookie: `etcd-explorer-8787=${token}` },
    { cookie: "etcd-explorer-8787=" },
    { cookie: "etcd-explorer-8787" },
    { "x-access-token": token },
  ])("is refused with %j", async (headers) => {
    const refused = checkAccess(request(headers), token);
    await expect(refused).rejects.toMatchObject({ failure: { kind: "forbidden", rule: "access-token" } });
    await expect(refused).rejects.not.toThrow(token);
  });

  test("is refused with the token in its address, where it would be logged", async () => {
    const url = `http://localhost:8787/api/config?access_token=${token}`;
    await expect(checkAccess(request({}, url), token)).rejects.toThrow("wants its access token");
  });

  test("is refused with the cookie of another token, or of a server on another port", async () => {
    const cookie = await given();
    await expect(checkAccess(request({ cookie }), `${token}x`)).rejects.toThrow("access token");
    const elsewhere = request({ cookie }, "http://localhost:9999/api/config");
    await expect(checkAccess(elsewhere, token)).rejects.toThrow("access token");
  });
});

describe("the cookie", () => {
  test("is for this server's API alone, read by no script, and does not tell the token", async () => {
    const cookie = await accessCookie(request(), token);
    expect(cookie).toMatch(/^etcd-explorer-8787=[0-9a-f]{64}; Path=\/api; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
  });

  test("goes only over https where the server was asked by it", async () => {
    expect(await accessCookie(request({}, "https://etcd.example/api/session"), token)).toMatch(
      /^etcd-explorer=.*; Secure$/,
    );
  });
});
