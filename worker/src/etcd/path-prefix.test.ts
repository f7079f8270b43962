import { describe, expect, test } from "vitest";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { plainTarget, post, scriptedGateway, sent } from "../../test/gateway.ts";

const ok = answerOf(200, { ok: true });
const missing = etcdError(404, 5, "Not Found");
const missingOn34 = answerOf(404, "Not Found\n", { "Content-Type": "text/plain" });

describe("the prefix of the gateway", () => {
  test("is /v3 where that answers, and nothing else is tried afterwards", async () => {
    const gateway = scriptedGateway({ answers: [[ok], [missing]] });
    const statuses = await gateway.use(plainTarget, async ({ call }) => [
      (await call(post("/v3/kv/range"))).status,
      (await call(post("/v3/nope"))).status,
    ]);
    expect(statuses).toEqual([200, 404]);
    expect(sent(gateway)).toEqual(["POST /v3/kv/range", "POST /v3/nope"]);
  });

  test.each([missing, missingOn34])(
    "is looked for among the older ones, on one socket, and remembered for the target",
    async (no) => {
      const gateway = scriptedGateway({ answers: [[no], [no], [ok], [ok]] }, { answers: [[ok]] });
      const statuses = await gateway.use(plainTarget, async ({ call }) => [
        (await call(post("/v3/kv/range"))).status,
        (await call(post("/v3/kv/put"))).status,
      ]);
      await gateway.use(plainTarget, ({ call }) => call(post("/v3/kv/range")));
      expect(statuses).toEqual([200, 200]);
      expect(sent(gateway)).toEqual([
        "POST /v3/kv/range",
        "POST /v3beta/kv/range",
        "POST /v3alpha/kv/range",
        "POST /v3alpha/kv/put",
        "POST /v3alpha/kv/range",
      ]);
    },
  );

  test.each([missing, missingOn34])("is asked for before a write is sent a second time", async (no) => {
    const old = scriptedGateway({ answers: [[no], [no], [answerOf(200, { header: {} })], [ok]] });
    expect(await old.use(plainTarget, ({ call }) => call(post("/v3/kv/put")))).toMatchObject({ status: 200 });
    expect(sent(old)).toEqual(["POST /v3/kv/put", "POST /v3/kv/txn", "POST /v3beta/kv/txn", "POST /v3beta/kv/put"]);
  });

  test.each<[string, readonly string[]]>([
    ["has the gateway under /v3 all the same", [answerOf(200, { header: {} })]],
    ["does not say", [answerOf(502, "Bad Gateway")]],
  ])("is no reason to send a write again where the server %s", async (_what, answer) => {
    const gateway = scriptedGateway({ answers: [[missing], answer, answer] });
    expect(await gateway.use(plainTarget, ({ call }) => call(post("/v3/kv/put")))).toMatchObject({ status: 404 });
    expect(sent(gateway).filter((line) => line.endsWith("/put"))).toEqual(["POST /v3/kv/put"]);
  });

  test("is not learnt from a refusal, which may be a proxy's", async () => {
    const gateway = scriptedGateway({ answers: [[answerOf(503, "starting")], [missing], [ok]] });
    await gateway.use(plainTarget, async ({ call }) => {
      await call(post("/v3/kv/range"));
      await call(post("/v3/kv/range"));
    });
    expect(sent(gateway)).toEqual(["POST /v3/kv/range", "POST /v3/kv/range", "POST /v3beta/kv/range"]);
  });

  test("is remembered for that target alone", async () => {
    const gateway = scriptedGateway({ answers: [[missing], [ok]] }, { answers: [[ok]] });
    await gateway.use(plainTarget, ({ call }) => call(post("/v3/kv/range")));
    await gateway.use({ ...plainTarget, id: "other" }, ({ call }) => call(post("/v3/kv/range")));
    expect(sent(gateway).at(-1)).toBe("POST /v3/kv/range");
  });

  test("is looked for again where the remembered one is gone: the server was replaced", async () => {
    const gateway = scriptedGateway({ answers: [[missing], [ok], [missing], [ok], [ok]] });
    await gateway.use(plainTarget, async ({ call }) => {
      for (let count = 0; count < 3; count++) await call(post("/v3/kv/range"));
    });
    expect(sent(gateway)).toEqual([
      "POST /v3/kv/range",
      "POST /v3beta/kv/range",
      "POST /v3beta/kv/range",
      "POST /v3/kv/range",
      "POST /v3/kv/range",
    ]);
  });

  test("is what the request says where it says an older one", async () => {
    const gateway = scriptedGateway({ answers: [[missing]] });
    await gateway.use(plainTarget, ({ call }) => call(post("/v3beta/kv/range")));
    expect(sent(gateway)).toEqual(["POST /v3beta/kv/range"]);
  });
});

test("a path that no prefix has is answered as /v3 answered it", async () => {
  const gateway = scriptedGateway({ answers: [[missing], [missingOn34], [missingOn34]] });
  const answer = await gateway.use(plainTarget, ({ call }) => call(post("/v3/nope")));
  expect(answer).toMatchObject({ status: 404, parsed: { message: "Not Found" } });
});

test("a missing lease is no missing path", async () => {
  const gateway = scriptedGateway({ answers: [[etcdError(404, 5, "etcdserver: requested lease not found")]] });
  await gateway.use(plainTarget, ({ call }) => call(post("/v3/lease/revoke")));
  expect(sent(gateway)).toEqual(["POST /v3/lease/revoke"]);
});

test("the documented path of compaction is sent to the one that exists", async () => {
  const gateway = scriptedGateway({ answers: [[ok]] });
  await gateway.use(plainTarget, ({ call }) => call(post("/v3/maintenance/compact")));
  expect(sent(gateway)).toEqual(["POST /v3/kv/compaction"]);
});
