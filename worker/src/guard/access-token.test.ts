import { describe, expect, test } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { AccessGuard } from "./access-token.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { sessionMs } from "./session.ts";

const token = "planted-token-0123456789";
const request = (headers: Record<string, string> = {}, url = "http://localhost:8787/api/config") =>
  new Request(url, { headers });

/** A guard whose clock stands still, and what it has logged. */
function startGuard() {
  const clock = { atMs: 1_800_000_000_000, lines: [] as string[] };
  const guard = new AccessGuard({ nowMs: () => clock.atMs, log: (line) => clock.lines.push(line) });
  const signIn = async (from = request()) => (await guard.signIn(from, token, token))?.split(";")[0] ?? "none";
  const check = (headers: Record<string, string>, url?: string) => guard.check(request(headers, url), token);
  return { clock, guard, signIn, check };
}
const guess = (text: string) => ({ authorization: `Bearer ${text}` });
const refused = { failure: { kind: "forbidden", rule: "access-token" } };

test("what outlives a request is told when its session ends or is signed out, and a shown token lasts", async () => {
  const { clock, guard, signIn } = startGuard();
  const follow = async (headers: Record<string, string>) => {
    const from = request(headers);
    await guard.check(from, token);
    return guard.following(from);
  };
  const [one, other] = [await signIn(), await signIn()];
  const [signedOut, ended, shown] = [
    await follow({ cookie: one }),
    await follow({ cookie: other }),
    await follow(guess(token)),
  ];
  expect([signedOut(), ended(), shown()]).toEqual([undefined, undefined, undefined]);
  await guard.signOut(request({ cookie: one }), token);
  expect([signedOut(), ended()]).toMatchObject([refused.failure, undefined]);
  clock.atMs += sessionMs;
  expect([ended(), shown()]).toMatchObject([refused.failure, undefined]);
});

describe("a request", () => {
  test("needs nothing where no token is set", async () => {
    expect(await startGuard().guard.check(request(), undefined)).toBe("open");
  });

  test("may show the token itself, however the scheme is spelled", async () => {
    const { check } = startGuard();
    for (const scheme of ["Bearer", "bearer", "BEARER "]) {
      expect(await check({ authorization: `${scheme} ${token}` })).toBe("token");
    }
  });

  test("may show its session among other cookies", async () => {
    const { signIn, check } = startGuard();
    expect(await check({ cookie: `a=b; ${await signIn()}; etcd-explorer-8787=old` })).toBe("session");
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
    const answer = startGuard().check(headers);
    await expect(answer).rejects.toMatchObject(refused);
    await expect(answer).rejects.not.toThrow(token);
  });

  test("is refused with the token in its address, where it would be logged", async () => {
    const url = `http://localhost:8787/api/config?access_token=${token}`;
    await expect(startGuard().check({}, url)).rejects.toThrow("requires an access token");
  });

  test("is refused with the session of another token, of a server on another port, or changed", async () => {
    const { guard, signIn, check } = startGuard();
    const cookie = await signIn();
    await expect(guard.check(request({ cookie }), `${token}x`)).rejects.toMatchObject(refused);
    await expect(check({ cookie }, "http://localhost:9999/api/config")).rejects.toMatchObject(refused);
    const [id = "", , mac = ""] = cookie.split(".");
    await expect(check({ cookie: `${id}.zzzzzzzz.${mac}` })).rejects.toMatchObject(refused);
  });
});

describe("a session", () => {
  test("is of its own for each sign-in, tells nothing of the token, and another isolate knows it", async () => {
    const { signIn } = startGuard();
    const [first, second] = [await signIn(), await signIn()];
    expect(first).not.toBe(second);
    expect(first).not.toContain(token);
    expect(await startGuard().check({ cookie: first })).toBe("session");
  });

  test("ends", async () => {
    const { clock, signIn, check } = startGuard();
    const cookie = await signIn();
    clock.atMs += sessionMs - 1;
    expect(await check({ cookie })).toBe("session");
    clock.atMs += 1;
    await expect(check({ cookie })).rejects.toMatchObject(refused);
    expect(clock.lines).toEqual([]);
  });

  test("ends when one signs out, and no other does", async () => {
    const { guard, signIn, check } = startGuard();
    const [mine, other] = [await signIn(), await signIn()];
    const forgotten = await guard.signOut(request({ cookie: mine }), token);
    expect(forgotten).toHaveLength(2);
    for (const cookie of forgotten) expect(cookie).toMatch(/^(?:__Host-)?etcd-explorer-8787=; .*Max-Age=0/);
    await expect(check({ cookie: mine })).rejects.toMatchObject(refused);
    expect(await check({ cookie: other })).toBe("session");
  });
});

describe("guesses", () => {
  const { wrong, windowMs } = workerLimits.guesses;

  test("are listened to a few times a minute, and logged without what was guessed", async () => {
    const { clock, check } = startGuard();
    for (let index = 1; index <= wrong; index++) {
      await expect(check(guess(`guess-${index}`))).rejects.toMatchObject(refused);
    }
    expect(clock.lines).toHaveLength(wrong);
    expect(clock.lines[1]).toBe("Wrong access token from an unknown address, 2 of 10 in 60 s.");
    expect(clock.lines.at(-1)).toContain("refused for 60 s");
    expect(clock.lines.join()).not.toContain("guess-");
    // Now even the right one is not told from the others.
    const tooMany = { failure: { kind: "forbidden", rule: "guesses" } };
    await expect(check(guess(token))).rejects.toMatchObject(tooMany);
    await expect(check(guess("another"))).rejects.toMatchObject(tooMany);
    expect(clock.lines).toHaveLength(wrong);
    clock.atMs += windowMs;
    expect(await check(guess(token))).toBe("token");
  });

  test("count once where a page or program keeps asking with the same old value", async () => {
    const { clock, check } = startGuard();
    for (let index = 0; index < 3 * wrong; index++) {
      await expect(check({ ...guess("old"), cookie: "etcd-explorer-8787=older" })).rejects.toMatchObject(refused);
    }
    expect(clock.lines).toHaveLength(1);
    expect(await check(guess(token))).toBe("token");
  });

  test("by made-up sessions count too, and disturb nobody who is signed in", async () => {
    const { check, signIn } = startGuard();
    const cookie = await signIn();
    expect(await check({ cookie })).toBe("session");
    for (let index = 0; index < wrong; index++) {
      await expect(check({ cookie: `etcd-explorer-8787=${index}` })).rejects.toMatchObject(refused);
    }
    await expect(check({ cookie: "etcd-explorer-8787=x" })).rejects.toMatchObject({ failure: { rule: "guesses" } });
    expect(await check({ cookie })).toBe("session");
  });

  test("are counted for each client by itself, whatever a header claims", async () => {
    const { guard } = startGuard();
    const from = (clientIp: string, text: string, headers: Record<string, string> = {}) =>
      guard.check(Object.assign(request({ ...guess(text), ...headers }), { cf: { clientIp } }), token);
    for (let index = 0; index < wrong; index++) {
      const spoofed = { "cf-connecting-ip": `10.0.0.${index}` };
      await expect(from(`10.9.9.9:${4000 + index}`, String(index), spoofed)).rejects.toMatchObject(refused);
    }
    await expect(from("10.9.9.9:1", token)).rejects.toMatchObject({ failure: { rule: "guesses" } });
    expect(await from("[fe80::1]:1", token)).toBe("token");
  });

  // Digests end in any order: what holds is how many are compared, not which.
  test("are counted also where many come at once", async () => {
    const { check } = startGuard();
    const attempts = Array.from({ length: 3 * wrong }, (_, index) => check(guess(`guess-${index}`)).catch(failureOf));
    const answers = await Promise.all(attempts);
    expect(answers.filter((answer) => Object(answer).rule === "access-token")).toHaveLength(wrong);
    expect(answers.filter((answer) => Object(answer).rule === "guesses")).toHaveLength(2 * wrong);
    expect(await check(guess(token)).catch(failureOf)).toMatchObject({ rule: "guesses" });

    const sessions = startGuard();
    const cookie = await sessions.signIn();
    const forged = Array.from({ length: 3 * wrong }, (_, index) =>
      sessions.check({ cookie: `etcd-explorer-8787=${index}` }).catch(failureOf),
    );
    const told = await Promise.all(forged);
    expect(told.filter((answer) => Object(answer).rule === "access-token")).toHaveLength(wrong);
    expect(await sessions.check({ cookie }).catch(failureOf)).toMatchObject({ rule: "guesses" });
  });

  test("of one behind a proxy lock nobody else out there, and a proxy's word does not give more without end", async () => {
    const { guard, clock } = startGuard();
    const from = (forwarded: string, text: string, clientIp = "127.0.0.1:50000") =>
      guard
        .check(Object.assign(request({ ...guess(text), "x-forwarded-for": forwarded }), { cf: { clientIp } }), token)
        .catch(failureOf);
    for (let index = 0; index < wrong; index++) await from(`10.0.0.${index}, 203.0.113.1`, String(index));
    expect(clock.lines[0]).toContain("from 203.0.113.1 via 127.0.0.1, 1 of 10");
    expect(await from("10.0.0.1, 203.0.113.1", token)).toMatchObject({ rule: "guesses" });
    expect(await from("203.0.113.2", token)).toBe("token");
    // Nobody further off is believed, and no text that is no address.
    for (let index = 0; index < wrong; index++) await from(`203.0.113.${index}`, String(index), "198.51.100.1:1");
    expect(await from("203.0.113.99", token, "198.51.100.1:1")).toMatchObject({ rule: "guesses" });
    for (let index = 0; index < wrong; index++) await from(`evil ${index}`, String(index), "10.1.1.1:1");
    expect(clock.lines.join()).not.toContain("evil");
    for (let index = 0; index < workerLimits.guesses.wrongBehindProxy; index++) {
      await from(`203.0.113.${index + 10}`, `more-${index}`);
    }
    expect(await from("192.0.2.1", token)).toMatchObject({ rule: "guesses" });
  });
});
