import { expect, test } from "vitest";
import { answerOf } from "../../test/http-text.ts";
import { get, plainTarget, post, scriptedGateway } from "../../test/gateway.ts";

test("all calls of a request share its time", async () => {
  const gateway = scriptedGateway({ answers: [[answerOf(200, {})], "hang"] }, { answers: [[answerOf(200, {})]] });
  const startedMs = Date.now();
  const outcome = await gateway.use(
    plainTarget,
    async ({ call }) => {
      await call(get("/version"));
      const late = await call(post("/v3/maintenance/status")).catch((error: unknown) => String(error));
      const never = await call(get("/health")).catch((error: unknown) => String(error));
      return [late, never];
    },
    200,
  );
  expect(outcome).toEqual([
    "FailureError: Timeout: the server accepted the connection but did not answer within 200 ms",
    "FailureError: Connection timeout: nothing accepted the connection within 200 ms",
  ]);
  expect(Date.now() - startedMs).toBeLessThan(5000);
  expect(gateway.script.sockets).toHaveLength(1);
});

test("the connection is closed with the request, whatever becomes of it", async () => {
  const gateway = scriptedGateway({ answers: [[answerOf(200, {})]] }, { answers: [[answerOf(200, {})]] });
  await gateway.use(plainTarget, ({ call }) => call(get("/version")));
  await expect(
    gateway.use(plainTarget, async ({ call }) => {
      await call(get("/version"));
      throw new Error("the caller's own");
    }),
  ).rejects.toThrow("the caller's own");
  expect(gateway.script.sockets.map(({ closed }) => closed)).toEqual([true, true]);
});
