import { describe, expect, test } from "vitest";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { plainTarget, post, scriptedGateway, sent } from "../../test/gateway.ts";
import type { EndpointScript, SocketScript } from "#/socket/scripted-dial.ts";
import type { Endpoint } from "#/model/transport.ts";
import type { Target } from "#/model/target.ts";

const target: Target = { ...plainTarget, endpoints: [1, 2, 3].map((port) => ({ host: "etcd", port, tls: false })) };
const ok = answerOf(200, {});
const mine = answerOf(200, { header: { cluster_id: "7" } });
const foreign = answerOf(200, { header: { cluster_id: "8" } });
const unwell = answerOf(503, { health: "false" });
const noLeader = etcdError(503, 14, "etcdserver: no leader");
const learner = etcdError(503, 14, "etcdserver: rpc not supported for learner");
/** A member that serves, and what it then answers. */
const fit = (...answers: NonNullable<SocketScript["answers"]>): SocketScript => ({
  answers: [[ok], [mine], ...answers],
});
const said = (text: string) => [answerOf(200, { text })];

const range = post("/v3/kv/range");
const put = post("/v3/kv/put");

/** What calls give, one API request each, and what was sent to which port. */
async function calls(
  requests: readonly ReturnType<typeof post>[],
  ...scripts: readonly (SocketScript | EndpointScript)[]
) {
  const gateway = scriptedGateway(...scripts);
  const outcomes: unknown[] = [];
  for (const request of requests) outcomes.push(await gateway.use(target, ({ call }) => call(request), 3_000));
  const asked = gateway.script.sockets.map(
    ({ endpoint, requests: all }) => `${endpoint.port}:${all.map((line) => line.split(/[ ?]/, 2)[1]).join(" ")}`,
  );
  return { outcomes, asked, sent: sent(gateway), sockets: gateway.script.sockets };
}

describe("of several endpoints", () => {
  test("the first is asked whether it serves, and trusted for a while then", async () => {
    const { outcomes, asked } = await calls([range, range], fit(said("1")), { answers: [said("2")] });
    expect(outcomes).toMatchObject([{ parsed: { text: "1" } }, { parsed: { text: "2" } }]);
    expect(asked).toEqual(["1:/health /v3/kv/txn /v3/kv/range", "1:/v3/kv/range"]);
  });

  test.each<[string, SocketScript]>([
    ["refuses the dial", { dial: "refused" }],
    ["never stands", { dial: "never" }],
    ["stays silent", { answers: ["hang"] }],
    ["closes at once", { answers: ["end"] }],
    ["breaks off", { answers: ["break"] }],
    ["is no HTTP server", { answers: [["SSH-2.0-OpenSSH\r\n"]] }],
    ["has no leader", { answers: [[unwell], [mine]] }],
    ["is a proxy without an etcd", { answers: [[answerOf(502, "Bad Gateway")], [answerOf(502, "Bad Gateway")]] }],
  ])("one that %s is passed over, for a write too, and comes last then", async (_what, unfit) => {
    const { outcomes, asked, sockets } = await calls([put, range], unfit, fit(said("2")), { answers: [said("2")] });
    expect(outcomes).toMatchObject([{ parsed: { text: "2" } }, { parsed: { text: "2" } }]);
    expect(asked.slice(1)).toEqual(["2:/health /v3/kv/txn /v3/kv/put", "2:/v3/kv/range"]);
    expect(sockets[0]?.closed).toBe(true);
  });

  test("none serves: what says most is told", async () => {
    const dead: SocketScript = { dial: "refused" };
    expect((await calls([range], dead, dead, dead)).outcomes).toMatchObject([{ kind: "unreachable", port: 3 }]);
    const wantsTls: SocketScript = {
      answers: [["HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"]],
    };
    expect((await calls([range], wantsTls, dead, dead)).outcomes).toMatchObject([{ kind: "tls" }]);
  });

  test("none answers: the failure tells of each of them, and of the whole time", async () => {
    const silent: SocketScript = { answers: [[unwell], [mine], "hang"] };
    const stillSilent: SocketScript = { answers: [[unwell], "hang"] };
    const scripts = [{ dial: "refused" } as const, { dial: "refused" } as const, silent];
    // Which of them is tried once more, and how often, depends on the time: each stays as it was.
    const again = Array.from({ length: 12 }, () => ({ port }: Endpoint): SocketScript => {
      return port === 3 ? stillSilent : { dial: "refused" };
    });
    const sinceMs = performance.now();
    const { outcomes } = await calls([range], ...scripts, ...again);
    const tookMs = performance.now() - sinceMs;
    const [failure] = outcomes;
    expect(failure).toMatchObject({ kind: "timeout", phase: "headers" });
    const { tried, timeoutMs } = Object(failure);
    expect(tried).toContainEqual({ host: "etcd", port: 1, outcome: "no-connection" });
    expect(tried).toContainEqual({ host: "etcd", port: 2, outcome: "no-connection" });
    expect(tried).toContainEqual({ host: "etcd", port: 3, outcome: "no-leader" });
    expect(timeoutMs).toBeGreaterThan(1_000);
    expect(timeoutMs).toBeLessThanOrEqual(Math.ceil(tookMs));
  });

  test("none has a leader: one that lives answers, and says so itself", async () => {
    const alone: SocketScript = { answers: [[unwell], [mine]] };
    const first: SocketScript = { answers: [[unwell], [mine], [noLeader], "end"] };
    const { outcomes } = await calls([put], first, alone, alone);
    expect(outcomes).toMatchObject([{ status: 503, parsed: { code: 14 } }]);
  });

  test("one of another cluster gets nothing, while the others live and when they do not", async () => {
    const other: SocketScript = { answers: [[ok], [foreign], said("foreign")] };
    const closing = fit([answerOf(200, { text: "1" }, { Connection: "close" })]);
    const { outcomes, sent: all } = await calls([put, put], closing, { answers: ["end"] }, { dial: "refused" }, other, {
      dial: "refused",
    });
    expect(outcomes[0]).toMatchObject({ parsed: { text: "1" } });
    expect(outcomes[1]).not.toMatchObject({ parsed: { text: "foreign" } });
    expect(all.filter((line) => line.endsWith("/v3/kv/put"))).toHaveLength(2);
  });
});

test("one that serves another connection is asked all the same which cluster it is of", async () => {
  const of23 = { ...target, endpoints: target.endpoints.slice(1) };
  const alone = { ...target, endpoints: target.endpoints.slice(1, 2) };
  const other: SocketScript = { answers: [[ok], [foreign], said("foreign")] };
  const gateway = scriptedGateway({ dial: "refused" }, fit(said("3")), { answers: [said("alone")] }, other, {
    answers: [[ok], said("3")],
  });
  for (const [at, request] of [
    [of23, put],
    [alone, range],
    [of23, put],
  ] as const) {
    await gateway.use(at, ({ call }) => call(request), 3_000);
  }
  const puts = gateway.script.sockets.filter(({ requests }) => requests.some((text) => text.includes("/v3/kv/put")));
  expect(puts.map(({ endpoint }) => endpoint.port)).toEqual([3, 3]);
});

test("one that has no gateway is found out before anything is sent there", async () => {
  const missing = answerOf(404, "404 page not found\n", { "Content-Type": "text/plain" });
  const { outcomes, asked } = await calls([put], { answers: [[ok], [missing], [missing]] }, fit(said("2")));
  expect(outcomes).toMatchObject([{ parsed: { text: "2" } }]);
  expect(asked[0]).toBe("1:/health /v3/kv/txn");
});

describe("what was sent", () => {
  const reading = post("/v3/kv/txn", '{"success":[{"request_range":{"key":"YQ=="}}]}');
  const writing = post("/v3/kv/txn", '{"success":[{"request_put":{"key":"YQ=="}}]}');

  test.each([
    ["a read", range],
    ["a transaction of reads", reading],
    ["a login", post("/v3/auth/authenticate")],
    ["a renewal of a lease", post("/v3/lease/keepalive")],
  ])("is sent to the next endpoint where it was refused or cut: %s", async (_what, request) => {
    for (const answer of [[noLeader], [ok.slice(0, 20)], "end"] as const) {
      const { outcomes } = await calls([request], fit(answer), fit(said("2")));
      expect(outcomes).toMatchObject([{ parsed: { text: "2" } }]);
    }
  });

  test.each([
    ["a write", post("/v3/kv/put", '{"key":"YQ=="}')],
    ["a transaction that writes", writing],
    ["a grant", post("/v3/lease/grant")],
    ["what nobody knows", post("/v3/new/thing")],
  ])("is never sent twice where it may have been carried out: %s", async (_what, request) => {
    const lost = etcdError(404, 5, "Not Found");
    for (const answer of [[noLeader], [ok.slice(0, 20)], [lost], "end"] as const) {
      const { outcomes, sockets } = await calls([request], fit(answer), fit(said("2")));
      expect(outcomes).not.toMatchObject([{ parsed: { text: "2" } }]);
      const body = `\r\n\r\n${request.body ?? ""}`;
      const all = sockets.flatMap(({ requests }) => requests).filter((text) => text.endsWith(body));
      expect(all.filter((text) => text.startsWith(`POST ${request.path} `))).toHaveLength(1);
    }
  });

  test("is sent on where nothing can have been carried out: a learner takes no writes", async () => {
    const { outcomes } = await calls([put], fit([learner]), fit(said("2")));
    expect(outcomes).toMatchObject([{ parsed: { text: "2" } }]);
  });

  test("waits for a slow member that lives, and not for one that froze", async () => {
    const frozen = await calls([range], fit("hang"), { answers: ["hang"] }, fit(said("2")));
    expect(frozen.outcomes).toMatchObject([{ parsed: { text: "2" } }]);
    expect(frozen.asked).toEqual([
      "1:/health /v3/kv/txn /v3/kv/range",
      "1:/health",
      "2:/health /v3/kv/txn /v3/kv/range",
    ]);
    const slow = await calls([range], fit("hang"), ...Array.from({ length: 8 }, () => ({ answers: [[ok]] })));
    expect(slow.outcomes).toMatchObject([{ kind: "timeout", phase: "headers", timeoutMs: 3_000 }]);
    expect(slow.asked.every((line) => line.startsWith("1:"))).toBe(true);
  });
});
