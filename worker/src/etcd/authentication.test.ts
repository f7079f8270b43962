import { describe, expect, test } from "vitest";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { get, plainTarget, post, scriptedGateway, sent } from "../../test/gateway.ts";
import type { Target } from "#/model/target.ts";

const target: Target = { ...plainTarget, credentials: { username: "root", password: "pw" } };
const ok = answerOf(200, { ok: true });
const token = (text: string): string => answerOf(200, { header: {}, token: text });
const invalidToken = etcdError(401, 16, "etcdserver: invalid auth token");
const range = post("/v3/kv/range");
const put = post("/v3/kv/put");
const login = "POST /v3/auth/authenticate";

describe("with username and password", () => {
  test("a token is had first, over the same socket, and sent raw", async () => {
    const gateway = scriptedGateway({ answers: [[token("abc.1")], [ok]] });
    const answer = await gateway.use(target, ({ call }) => call(range));
    expect(answer).toMatchObject({ status: 200, parsed: { ok: true } });
    expect(sent(gateway)).toEqual([login, "POST /v3/kv/range as abc.1"]);
    expect(gateway.script.sockets[0]?.requests[0]).toMatch(/\{"name":"root","password":"pw"\}$/);
  });

  test("the token is kept for the requests that follow", async () => {
    const gateway = scriptedGateway({ answers: [[token("abc.1")], [ok]] }, { answers: [[ok]] });
    await gateway.use(target, ({ call }) => call(range));
    await gateway.use(target, ({ call }) => call(put));
    expect(sent(gateway)).toEqual([login, "POST /v3/kv/range as abc.1", "POST /v3/kv/put as abc.1"]);
  });

  test("requests at the same time share one login", async () => {
    const one = { answers: [[ok]] };
    const gateway = scriptedGateway({ answers: [[token("abc.1")], [ok]] }, one, one, one);
    const use = () => gateway.use(target, ({ call }) => call(range));
    expect(await Promise.all([use(), use(), use(), use()])).toMatchObject(
      Array.from({ length: 4 }, () => ({ status: 200 })),
    );
    expect(sent(gateway).filter((line) => line === login)).toHaveLength(1);
    expect(sent(gateway).filter((line) => line === "POST /v3/kv/range as abc.1")).toHaveLength(4);
  });

  test("where the login is refused, the others try for themselves", async () => {
    const refusal = etcdError(400, 3, "etcdserver: authentication failed, invalid user ID or password");
    const refused = { answers: [[refusal]] };
    const gateway = scriptedGateway(refused, refused);
    const use = () => gateway.use(target, ({ call }) => call(range));
    expect(await Promise.all([use(), use()])).toMatchObject([{ status: 400 }, { status: 400 }]);
    expect(sent(gateway)).toEqual([login, login]);
  });

  test("another user, password or target has a token of its own", async () => {
    const other = { answers: [[token("other.2")], [ok]] };
    const gateway = scriptedGateway({ answers: [[token("abc.1")], [ok]] }, other, other, other);
    await gateway.use(target, ({ call }) => call(range));
    await gateway.use({ ...target, credentials: { username: "app", password: "pw" } }, ({ call }) => call(range));
    await gateway.use({ ...target, credentials: { username: "root", password: "other" } }, ({ call }) => call(range));
    await gateway.use({ ...target, id: "elsewhere" }, ({ call }) => call(range));
    expect(sent(gateway).filter((line) => line === login)).toHaveLength(4);
  });

  test.each([
    ["expired", invalidToken],
    ["older than a change of the users", etcdError(400, 3, "etcdserver: revision of auth store is old")],
    ["from before authentication was turned on", etcdError(400, 3, "etcdserver: user name is empty")],
  ])("a token that is %s is renewed, and the call made again, a write too", async (_why, refusal) => {
    const gateway = scriptedGateway(
      { answers: [[token("old.1")], [ok]] },
      { answers: [[refusal], [token("new.2")], [ok]] },
    );
    await gateway.use(target, ({ call }) => call(range));
    expect(await gateway.use(target, ({ call }) => call(put))).toMatchObject({ status: 200 });
    expect(sent(gateway).slice(2)).toEqual(["POST /v3/kv/put as old.1", login, "POST /v3/kv/put as new.2"]);
  });

  test("a token that was refused because authentication was turned off since is forgotten", async () => {
    const notEnabled = etcdError(400, 9, "etcdserver: authentication is not enabled");
    const off = { answers: [[invalidToken], [notEnabled], [ok]] };
    const gateway = scriptedGateway({ answers: [[token("old.1")], [ok]] }, off, { answers: [[notEnabled], [ok]] });
    for (let count = 0; count < 3; count++) await gateway.use(target, ({ call }) => call(range));
    expect(sent(gateway).slice(2)).toEqual([
      "POST /v3/kv/range as old.1",
      login,
      "POST /v3/kv/range",
      login,
      "POST /v3/kv/range",
    ]);
  });

  test("a token is renewed exactly once: what is refused then is the answer", async () => {
    const gateway = scriptedGateway({
      answers: [[token("a.1")], [invalidToken], [token("b.2")], [invalidToken], [ok]],
    });
    expect(await gateway.use(target, ({ call }) => call(range))).toMatchObject({ status: 401, parsed: { code: 16 } });
    expect(sent(gateway)).toHaveLength(4);
  });

  test.each([
    ["a page with status 401", answerOf(401, "<html>Sign in</html>")],
    ["a proxy's JSON with etcd's code", etcdError(401, 16, "session expired")],
    ["a proxy's JSON that quotes etcd", etcdError(502, 14, "upstream said: user name is empty")],
  ])("%s may come after etcd has written: nothing is sent again", async (_what, refusal) => {
    const gateway = scriptedGateway({ answers: [[token("a.1")], [refusal], [ok], [ok]] });
    await gateway.use(target, ({ call }) => call(put));
    expect(sent(gateway)).toEqual([login, "POST /v3/kv/put as a.1"]);
  });

  test("permission denied renews nothing", async () => {
    const gateway = scriptedGateway({
      answers: [[token("a.1")], [etcdError(403, 7, "etcdserver: permission denied")]],
    });
    expect(await gateway.use(target, ({ call }) => call(range))).toMatchObject({ status: 403 });
    expect(sent(gateway)).toHaveLength(2);
  });

  test("a token that leaves a call without answer is not used again", async () => {
    const gateway = scriptedGateway({ answers: [[token("a.1")], "hang"] }, { answers: [[token("b.2")], [ok]] });
    expect(await gateway.use(target, ({ call }) => call(range), 200)).toMatchObject({
      kind: "timeout",
      phase: "headers",
    });
    await gateway.use(target, ({ call }) => call(range));
    expect(sent(gateway).slice(2)).toEqual([login, "POST /v3/kv/range as b.2"]);
  });

  test.each([
    ["3.4", answerOf(412, { error: "x", message: "etcdserver: authentication is not enabled", code: 9 })],
    ["3.5", etcdError(400, 9, "etcdserver: authentication is not enabled")],
  ])("a cluster whose authentication is off (%s) is used without", async (_version, notEnabled) => {
    const gateway = scriptedGateway({ answers: [[notEnabled], [ok]] });
    expect(await gateway.use(target, ({ call }) => call(range))).toMatchObject({ status: 200 });
    expect(sent(gateway)).toEqual([login, "POST /v3/kv/range"]);
  });

  test("a wrong password's refusal is the answer, and the call is not made", async () => {
    const refusal = etcdError(400, 3, "etcdserver: authentication failed, invalid user ID or password");
    const gateway = scriptedGateway({ answers: [[refusal], [ok]] });
    expect(await gateway.use(target, ({ call }) => call(range))).toMatchObject({ status: 400, parsed: { code: 3 } });
    expect(sent(gateway)).toEqual([login]);
  });

  test.each([{}, { token: 7 }, { token: "" }, { token: "a\r\nX: y" }, []])(
    "a login answered with %j is no login",
    async (body) => {
      const gateway = scriptedGateway({ answers: [[answerOf(200, body)], [ok]] });
      expect(await gateway.use(target, ({ call }) => call(range))).toMatchObject({ kind: "malformed" });
      expect(sent(gateway)).toEqual([login]);
    },
  );

  test("what etcd answers to everybody needs no login", async () => {
    const gateway = scriptedGateway({ answers: [[ok]] });
    await gateway.use(target, ({ call }) => call(get("/version")));
    expect(sent(gateway)).toEqual(["GET /version"]);
  });
});

describe("a proxy that asks for Basic", () => {
  const asksForBasic = answerOf(401, "Unauthorized", { "WWW-Authenticate": 'Basic realm="etcd"' });
  const basic = "as Basic cm9vdDpww6R3";
  const proxied: Target = { ...target, credentials: { username: "root", password: "päw" } };

  test("gets it, in UTF-8, from the first call on that it asks at", async () => {
    const gateway = scriptedGateway({ answers: [[asksForBasic], [ok], [ok]] });
    const statuses = await gateway.use(proxied, async ({ call }) => [
      (await call(range)).status,
      (await call(put)).status,
    ]);
    expect(statuses).toEqual([200, 200]);
    expect(sent(gateway)).toEqual([login, `POST /v3/kv/range ${basic}`, `POST /v3/kv/put ${basic}`]);
  });

  test("gets it for a GET too", async () => {
    const gateway = scriptedGateway({ answers: [[asksForBasic], [ok]] });
    await gateway.use(proxied, ({ call }) => call(get("/version")));
    expect(sent(gateway)).toEqual(["GET /version", `GET /version ${basic}`]);
  });

  test("and refuses it is not asked again", async () => {
    const gateway = scriptedGateway({ answers: [[asksForBasic], [asksForBasic], [ok]] });
    expect(await gateway.use(proxied, ({ call }) => call(range))).toMatchObject({ status: 401 });
    expect(sent(gateway)).toHaveLength(2);
  });

  test("is told from etcd, whose challenge is only a message", async () => {
    const challenge = answerOf(
      401,
      { code: 16, message: "etcdserver: invalid auth token" },
      {
        "Www-Authenticate": "etcdserver: invalid auth token",
      },
    );
    const gateway = scriptedGateway({ answers: [[token("a.1")], [challenge], [token("b.2")], [challenge]] });
    await gateway.use(proxied, ({ call }) => call(range));
    expect(sent(gateway).join()).not.toContain("Basic");
  });
});

test("a token of the request is sent as it is, and nobody logs in", async () => {
  const gateway = scriptedGateway({ answers: [[invalidToken]] });
  const answer = await gateway.use({ ...target, token: "mine.7" }, ({ call }) => call(range));
  expect(answer).toMatchObject({ status: 401 });
  expect(sent(gateway)).toEqual(["POST /v3/kv/range as mine.7"]);
});

test("without credentials nothing is sent", async () => {
  const gateway = scriptedGateway({ answers: [[ok]] });
  await gateway.use(plainTarget, ({ call }) => call(range));
  expect(sent(gateway)).toEqual(["POST /v3/kv/range"]);
});
