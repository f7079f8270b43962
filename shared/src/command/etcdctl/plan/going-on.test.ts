import { describe, expect, test } from "vitest";
import { FailureError } from "../../../model/failure.ts";
import { keyFromText } from "../../../model/bytes.ts";
import { asRevision, int64 } from "../../../model/int64.ts";
import type { Failure } from "../../../model/failure.ts";
import type { WatchNews } from "../../../model/watch.ts";
import { refusedConnection, runScripted } from "../../../../test/fake-command-context.ts";

const revision = (value: number) => asRevision(int64(value));
const live = (completeTo: number): WatchNews => ({
  kind: "status",
  status: { kind: "live", completeTo: revision(completeTo) },
});
const offline = { kind: "offline", message: "away" } as const;
const waiting: WatchNews = { kind: "status", status: { kind: "waiting", failure: offline, retryAtMs: 0 } };
const over = (failure: Failure): WatchNews => ({ kind: "status", status: { kind: "over", failure } });
const header = { clusterId: int64(7), memberId: int64(8), revision: revision(15), raftTerm: int64(2) };
const deleted = (at: number): Extract<WatchNews, { kind: "events" }> => ({
  kind: "events",
  events: [{ type: "delete", key: keyFromText("a"), revision: revision(at) }],
  header,
});

const lost = (from: string) => `Connection lost. The watch resumes from ${from} when etcd responds again.`;

const denied = (status: number) => ({ kind: "rejected", status, code: 7, message: "permission denied" }) as const;

const errorsOf = async (news: WatchNews) => (await runScripted("watch a", { news: [news, deleted(60)] })).errors;

describe("a watch over broken connections", () => {
  test("prints each event once, from now or from the revision asked for", async () => {
    const { sent, output, errors, ok } = await runScripted("watch a --prefix --rev 5 --prev-kv", {
      news: [live(4), deleted(12), waiting, live(12), deleted(13)],
    });
    const [asked = ""] = sent;
    expect(asked).toContain('"start_revision":"5","prev_kv":true');
    expect(output).toBe("DELETE\na\n\nDELETE\na\n\n");
    expect({ errors, ok }).toEqual({ errors: [], ok: true });
    const fields = await runScripted("watch a -w fields", { news: [deleted(12)] });
    expect(fields.output).toMatch(/"ClusterID" : 7\n"MemberID" : 8\n"Revision" : 15\n"RaftTerm" : 2\n"Type" : DELETE/);
  });

  test("says that it waits and from where it goes on, and takes that back", async () => {
    const { notes } = await runScripted("watch a", { news: [waiting, live(10), deleted(12), waiting, live(12)] });
    expect(notes).toEqual(["Starting the watch…", lost("now"), undefined, lost("revision 13"), undefined, undefined]);
  });

  test("reads all that it was asked for, and tells progress only where that was asked for", async () => {
    const asks: WatchNews = { kind: "status", status: { kind: "asks", from: revision(1), to: revision(200_000) } };
    const progress: WatchNews = { kind: "progress", header };
    const { sent, output } = await runScripted("watch a --rev 1", { news: [asks, progress] });
    expect([sent.at(-1), output]).toEqual(["replay", ""]);
    const told = await runScripted("watch a --progress-notify", { news: [progress] });
    expect(told.output).toBe("progress notify: 15\n");
  });

  test("ends where etcd refuses or has forgotten the revision, and says so last", async () => {
    const gap = { from: revision(1), to: revision(49), why: "compacted" } as const;
    expect(await errorsOf(over(denied(403)))).toEqual(["Error: permission denied"]);
    const canceled = "Error: watch is canceled by the server";
    expect(await errorsOf(over(denied(200)))).toEqual(["watch was canceled (permission denied)", canceled]);
    expect(await errorsOf({ kind: "gap", gap })).toEqual([
      "watch was canceled (etcdserver: mvcc: required revision has been compacted)",
      canceled,
    ]);
  });

  test("says that a revision is still to come, and ends where etcd's revision has fallen", async () => {
    const ahead: WatchNews = { kind: "status", status: { kind: "ahead", from: revision(90), newest: revision(15) } };
    const { notes } = await runScripted("watch a --rev 90", { news: [ahead, live(90)] });
    expect(notes.slice(1, 3)).toEqual(["Waiting for revision 90: etcd is at 15.", undefined]);
    const status = { kind: "rolled-back", known: revision(1200), newest: revision(900) } as const;
    expect(await errorsOf({ kind: "status", status })).toEqual([
      "etcd's revision fell from 1,200 to 900. Its data was restored from a backup, or replaced.",
      "Error: watch stopped. Run it without --rev to start from now",
    ]);
  });

  test("ends after as many events as the console shows", async () => {
    const { events } = deleted(12);
    const many: WatchNews = { kind: "events", events: Array.from({ length: 10_000 }, () => events).flat() };
    const { errors } = await runScripted("watch a", { news: [many, deleted(60)] });
    expect(errors).toEqual(["Watch stopped after 10,000 events, the console's limit."]);
  });
});

describe("a keep-alive over broken connections", () => {
  const renewed = { result: { ID: "31", TTL: "60" } };

  test("goes on while the lease may live", async () => {
    const calls = [renewed, refusedConnection, refusedConnection, renewed, { result: { ID: "31" } }];
    const { output, errors } = await runScripted("lease keep-alive 1f", { calls, pauses: 9 });
    expect(output.match(/keepalived/g)).toHaveLength(2);
    expect(output).toContain("expired or revoked.");
    expect(errors).toEqual([]);
  });

  test("ends after a whole TTL without an answer, and says no more than that", async () => {
    const calls = [{ result: { ID: "31", TTL: "2" } }, ...Array.from({ length: 20 }, () => refusedConnection)];
    const { errors } = await runScripted("lease keep-alive 1f", { calls, pauses: 99 });
    expect(errors).toEqual([
      expect.stringMatching(/^No response for a whole TTL: lease 0{14}1f may have expired\. Cannot connect to m2:2379/),
    ]);
  });
});

describe("commands to endpoints", () => {
  const places = [
    { endpoint: "http://m1:2379", label: "endpoint 1 of prod", tls: false, at: 0 },
    { label: "endpoint 2 of prod", tls: false, at: 1 },
    { label: "endpoint 3 of prod", tls: false, at: 2 },
  ];
  const timeout = new FailureError({ kind: "timeout", phase: "headers", timeoutMs: 5 });

  test("go to every endpoint of the connection, each by its place", async () => {
    const { sent, output } = await runScripted("endpoint hashkv", {
      places,
      calls: [{ hash: 1 }, { hash: 2 }, { hash: 3 }],
    });
    expect(sent.map((line) => line.at(-1))).toEqual(["0", "1", "2"]);
    expect(output).toBe("http://m1:2379, 1\nendpoint 2 of prod, 2\nendpoint 3 of prod, 3\n");
  });

  test("name one by its address where only the failure tells it", async () => {
    const { errors, output } = await runScripted("endpoint status -w json", {
      places,
      calls: [{}, refusedConnection, timeout],
    });
    expect(output).toContain('"Endpoint":"http://m1:2379"');
    expect(errors).toEqual([
      "Failed to get the status of endpoint http://m2:2379 (Cannot connect to m2:2379: refused)",
      expect.stringMatching(/^Failed to get the status of endpoint endpoint 3 of prod \(Timeout/),
    ]);
  });

  test("tell the health of each", async () => {
    const { output, errors } = await runScripted("endpoint health -w json", {
      places: places.slice(0, 2),
      calls: [{}, refusedConnection, {}],
    });
    expect(JSON.parse(output)).toMatchObject([
      { endpoint: "http://m1:2379", health: true },
      { endpoint: "http://m2:2379", health: false },
    ]);
    expect(errors).toEqual(["Error: unhealthy cluster"]);
  });
});
