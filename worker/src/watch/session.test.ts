import { afterEach, describe, expect, test, vi } from "vitest";
import type { WatchServerMessage } from "@etcd-explorer/shared/contract/watch-messages";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { parseSettings } from "#/settings/settings.ts";
import type { SocketScript } from "#/socket/scripted-dial.ts";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";
import { answerOf } from "../../test/http-text.ts";
import { scriptedGateway, sent } from "../../test/gateway.ts";
import { WatchSession } from "./session.ts";

afterEach(() => void vi.useRealTimers());

const chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const line = (result: object): string => chunk(`${JSON.stringify({ result })}\n\n`);
/** Said of two watches, one after the other. */
const both = (result: object) => [line(result), line({ ...result, watch_id: "1" })];
const header = { revision: "7" };
const created = line({ header, created: true });
const eventAt = (revision: string) => line({ header, events: [{ kv: { key: "YQ==", mod_revision: revision } }] });
const denied = line({
  header,
  watch_id: "-1",
  created: true,
  canceled: true,
  cancel_reason: "etcdserver: permission denied",
});

/** The answer to a login. */
const token = (text: string): readonly string[] => [answerOf(200, { token: text })];
const user = { open: { username: "u", password: "p" } };
const failed = (field: string) => ({ failed: { failure: { kind: "invalid", field } } });

/** A socket whose watch says these lines and then is silent. */
const saying = (...lines: readonly string[]): SocketScript => ({ answers: [[chunked, ...lines], "hang"] });

function startSession(scripts: readonly SocketScript[], environment: object = {}, refusal?: () => Failure | undefined) {
  const gateway = scriptedGateway(...scripts);
  const client = new ScriptedClient();
  const settings = parseSettings({ ALLOWED_TARGETS: "etcd", ...environment });
  client.upgrade((socket) => new WatchSession(gateway.resources, settings, socket, refusal));
  const expectReceived = async (...messages: readonly unknown[]): Promise<void> => {
    await expect.poll(() => client.received.length).toBeGreaterThanOrEqual(messages.length);
    expect(client.received).toMatchObject(messages);
  };
  return { gateway, client, expectReceived, closed: () => gateway.script.sockets.map((socket) => socket.closed) };
}

/** A session that is open. */
function openSession(
  scripts: readonly SocketScript[],
  more: { open?: object; environment?: object; refusal?: () => Failure | undefined } = {},
) {
  const session = startSession(scripts, more.environment, more.refusal);
  session.client.send({ open: { host: "etcd", ...more.open } });
  return session;
}

const opened: WatchServerMessage = { opened: {} };
const create = (id: string, more: object = {}) => ({ create: { id, key: "YQ==", ...more } });

describe("a session of watches", () => {
  test("sends etcd the client's fields as they are, and asks for progress in any case", async () => {
    const { client, gateway, expectReceived } = openSession([saying(created)]);
    const fields = { range_end: "Yg==", start_revision: "5", prev_kv: true, filters: ["NOPUT"], fragment: true };
    client.send(create("a", { ...fields, header: true }));
    await expectReceived(opened, { created: { id: "a", revision: "7" } });
    const body = gateway.script.sockets[0]?.requests[0]?.split("\r\n").find((part) => part.startsWith("{")) ?? "";
    expect(JSON.parse(body)).toEqual({ create_request: { key: "YQ==", ...fields, progress_notify: true } });
  });

  test("tells progress, and etcd's headers, only where they were asked for", async () => {
    const event = { events: [{ kv: { key: "YQ==", mod_revision: "8" } }] };
    const { client, expectReceived } = openSession([
      saying(...both({ header, created: true }), ...both({ header }), ...both({ header, ...event })),
    ]);
    client.send(create("quiet"));
    client.send(create("told", { progress_notify: true, header: true }));
    await expectReceived(
      opened,
      { created: { id: "quiet" } },
      { created: { id: "told" } },
      { progress: { id: "told", revision: "7", header } },
      { events: { id: "quiet", revision: "8", events: [{ kv: { key_decoded: "a" } }] } },
      { events: { id: "told", header } },
    );
    expect(client.received.at(-2)).not.toHaveProperty("events.header");
  });

  test("tells that a watch broke, and its ID is free", async () => {
    const broken: SocketScript = { answers: [[chunked, created], "break"] };
    const { client, expectReceived, closed } = openSession([broken, saying(created)]);
    client.send(create("a"));
    await expectReceived(opened, { created: {} }, { failed: { id: "a", failure: { kind: "truncated" } } });
    client.send(create("a"));
    await expectReceived(opened, {}, {}, { created: { id: "a" } });
    expect(closed()).toEqual([true, false]);
  });

  test.each<[string, string, object]>([
    ["is not JSON", chunk("nonsense\n"), { kind: "malformed" }],
    ["is none of a watch", chunk("{}\n"), { kind: "malformed" }],
    ["is longer than a message may be", chunk("x".repeat(workerLimits.watchLineBytes + 1)), { kind: "too-large" }],
    [
      "says that it failed",
      chunk('{"error":{"grpc_code":14,"message":"no leader"}}\n'),
      { kind: "rejected", code: 14 },
    ],
    ["ends as if it were whole", "0\r\n\r\n", { kind: "truncated" }],
  ])("gives up a watch that %s", async (_name, text, failure) => {
    const { client, expectReceived, closed } = openSession([saying(created, text)]);
    client.send(create("a"));
    await expectReceived(opened, { created: {} }, { failed: { id: "a", failure } });
    expect(closed()).toEqual([true]);
  });

  test("cancels a watch that is still being opened, and tells nothing else of it", async () => {
    const { client, expectReceived, closed } = openSession([saying(...both({ header, created: true }))]);
    client.send(create("a"));
    client.send({ cancel: { id: "a" } });
    client.send({ cancel: { id: "unknown" } });
    client.send(create("a"));
    await expectReceived(opened, { canceled: { id: "a", reason: "canceled by the client" } }, { created: { id: "a" } });
    expect(closed()).toEqual([false]);
    expect(client.received).toHaveLength(3);
  });

  test("keeps as many watches as allowed, and the others go on", async () => {
    const { client, expectReceived } = openSession([saying(created)], { environment: { MAX_WATCHES: "1" } });
    client.send(create("a"));
    client.send(create("b"));
    await expectReceived(
      opened,
      { failed: { id: "b", failure: { kind: "forbidden", rule: "watches" } } },
      { created: { id: "a" } },
    );
  });

  test("closes its socket when the client leaves, and is silent", async () => {
    const { client, expectReceived, closed } = openSession([saying(created)]);
    client.send(create("a"));
    client.send(create("b"));
    await expectReceived(opened, { created: { id: "a" } });
    client.leave();
    client.leave();
    client.send(create("c"));
    await expect.poll(closed).toEqual([true]);
    expect(client.received).toHaveLength(2);
  });

  test("is over where the client takes nothing any more", async () => {
    vi.useFakeTimers();
    const { client, closed } = openSession([saying(created, eventAt("8"))]);
    client.send(create("a"));
    client.bufferedBytes = workerLimits.watchOutlet.bufferedBytes + 1;
    await vi.advanceTimersByTimeAsync(workerLimits.watchOutlet.stallMs + workerLimits.watchOutlet.pollMs);
    expect(client.received.at(-1)).toMatchObject({ failed: { failure: { kind: "timeout", phase: "body" } } });
    expect([closed(), client.closedWith?.code]).toEqual([[true], 1008]);
  });

  test("reads no more from etcd than the client takes", async () => {
    const { client, expectReceived } = openSession([saying(created, eventAt("8"), eventAt("9"))]);
    let [unsent, looks] = [workerLimits.watchOutlet.bufferedBytes + 1, 0];
    Object.defineProperty(client, "bufferedBytes", { get: () => (looks++, unsent) });
    client.send(create("a"));
    await expectReceived(opened, { created: { id: "a" } });
    const before = looks;
    await expect.poll(() => looks, { interval: 5 }).toBeGreaterThan(before + 5);
    expect(client.received).toHaveLength(2);
    unsent = 0;
    await expectReceived(opened, {}, { events: { revision: "8" } }, { events: { revision: "9" } });
  });
});

describe("a user's watch", () => {
  test("that is refused is tried once more with a fresh token", async () => {
    const stale: SocketScript = { answers: [token("old.1"), [chunked, denied], "hang"] };
    const fresh: SocketScript = { answers: [token("new.2"), [chunked, created], "hang"] };
    const { client, gateway, expectReceived, closed } = openSession([stale, fresh], user);
    client.send(create("a"));
    await expectReceived(opened, { created: { id: "a" } });
    expect(sent(gateway).filter((request) => request.includes("watch"))).toEqual([
      "POST /v3/watch as old.1",
      "POST /v3/watch as new.2",
    ]);
    expect(closed()).toEqual([true, false]);
  });

  test("that is refused again is denied", async () => {
    const refusing: SocketScript = { answers: [token("any.1"), [chunked, denied], "hang"] };
    const { client, expectReceived, closed } = openSession([refusing, refusing, refusing], user);
    client.send(create("a"));
    await expectReceived(opened, { canceled: { id: "a", reason: "etcdserver: permission denied" } });
    expect(closed()).toEqual([true, true]);
  });
});

describe("the whole is over", () => {
  test("where the first message is not open, or open comes twice", async () => {
    const early = startSession([]);
    early.client.send(create("a"));
    expect([early.client.received, early.client.closedWith?.code]).toMatchObject([[failed("open")], 1008]);
    const twice = openSession([]);
    twice.client.send({ open: { host: "etcd" } });
    expect(twice.client.received).toMatchObject([opened, failed("open")]);
  });

  test("where nobody says in time where watches go", () => {
    vi.useFakeTimers();
    const { client } = startSession([]);
    vi.advanceTimersByTime(workerLimits.watchOpenMs);
    expect(client.received).toMatchObject([failed("open")]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("where they go is not allowed", () => {
    const { client, gateway } = startSession([]);
    client.send({ open: { host: "elsewhere" } });
    expect(client.received).toMatchObject([{ failed: { failure: { kind: "forbidden", rule: "targets" } } }]);
    expect([client.closedWith, gateway.script.sockets]).toEqual([{ code: 1008, reason: "forbidden" }, []]);
  });

  test("where the client may not go on, before another event is told", async () => {
    const failure = { kind: "forbidden", rule: "access-token", message: "" } as const;
    // Asked before `open` and `create` are done, and before `created` is told.
    let asked = 0;
    const { client, expectReceived, closed } = openSession([saying(created, eventAt("8"))], {
      refusal: () => (++asked > 3 ? failure : undefined),
    });
    client.send(create("a"));
    await expectReceived(opened, { created: { id: "a" } }, { failed: { failure } });
    expect(closed()).toEqual([true]);
  });

  test("where a client that says nothing may not go on any more, within a second", () => {
    vi.useFakeTimers();
    let isSignedOut = false;
    const failure = { kind: "forbidden", rule: "access-token", message: "" } as const;
    const { client } = openSession([], { refusal: () => (isSignedOut ? failure : undefined) });
    vi.advanceTimersByTime(5_000);
    expect(client.received).toEqual([opened]);
    isSignedOut = true;
    vi.advanceTimersByTime(1_000);
    expect(client.received).toEqual([opened, { failed: { failure } }]);
    expect(client.closedWith).toEqual({ code: 1008, reason: "forbidden" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("where an ID is taken, and its watch is closed too", async () => {
    const { client, expectReceived, closed } = openSession([saying(created)]);
    client.send(create("a"));
    await expectReceived(opened, { created: { id: "a" } });
    client.send(create("a"));
    expect(client.received.at(-1)).toMatchObject(failed("create.id"));
    expect(closed()).toEqual([true]);
  });

  test.each(["nonsense", undefined, { other: {} }])("where it hears %j", (message) => {
    const { client } = openSession([]);
    client.send(message);
    expect(client.received).toMatchObject([opened, failed("message")]);
    expect(client.closedWith?.code).toBe(1008);
  });
});

describe("a client that takes no answer", () => {
  const rule = { failed: { failure: { kind: "forbidden", rule: "watches" } } };

  test("and asks for more watches again and again is closed, with the reason", async () => {
    const { client } = openSession([{ dial: "never" }], { environment: { MAX_WATCHES: "1" } });
    client.send(create("first"));
    for (let count = 0; count < 5 * workerLimits.watchRefusals; count++) client.send(create(`more ${count}`));
    expect(client.received).toHaveLength(workerLimits.watchRefusals + 2);
    expect(client.received.at(-1)).toMatchObject(rule);
    expect(client.received.at(-1)).not.toHaveProperty("failed.id");
    expect(client.closedWith).toMatchObject({ code: 1008 });
  });

  test("and leaves too much of it unread is closed, with the reason", async () => {
    const { client } = openSession([]);
    client.bufferedBytes = workerLimits.watchUnreadBytes + 1;
    client.send({ cancel: { id: "none" } });
    expect(client.received.at(-1)).toMatchObject(rule);
    expect(client.closedWith).toMatchObject({ code: 1008 });
  });
});
