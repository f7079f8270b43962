import { describe, expect, test } from "vitest";
import { FailureError } from "../../../model/failure.ts";
import { refusedConnection, runScripted } from "../../../../test/fake-command-context.ts";

const created = (revision: string) => ({ result: { header: { revision }, created: true } });
const put = (revision: string) => ({
  result: { header: { revision }, events: [{ kv: { key: "YQ==", value: "MQ==", mod_revision: revision } }] },
});
/** The revisions from which each stream was asked for. */
const startsOf = (sent: readonly string[]) => sent.map((line) => /"start_revision":"(\d+)"/.exec(line)?.[1]);

describe("a watch over broken connections", () => {
  test("resumes after the last event, and after what it had when it was created", async () => {
    const streams = [
      [created("10")],
      [created("12"), put("12"), refusedConnection],
      [refusedConnection],
      [created("20")],
    ];
    const { sent, output, errors, ok } = await runScripted("watch a", { streams, pauses: 3 });
    expect(startsOf(sent)).toEqual([undefined, "11", "13", "13"]);
    expect(output).toBe("PUT\na\n1\n");
    expect({ errors, ok }).toEqual({ errors: [], ok: true });
  });

  test("that began in the past misses nothing of it", async () => {
    const streams = [[created("90")], [created("91"), put("7")], [created("92")]];
    const { sent } = await runScripted("watch a --rev 5", { streams, pauses: 2 });
    expect(startsOf(sent)).toEqual(["5", "5", "8"]);
  });

  test("says that it waits, and takes that back", async () => {
    const { notes } = await runScripted("watch a", { streams: [[created("10")], [created("10")]], pauses: 1 });
    const lost = "Connection lost. The watch resumes from revision 11 when etcd responds again.";
    expect(notes).toEqual([undefined, lost, undefined, lost]);
  });

  test("ends where etcd refuses or has forgotten the revision, and says so last", async () => {
    const denied = new FailureError({ kind: "rejected", status: 403, code: 7, message: "permission denied" });
    expect(await runScripted("watch a", { streams: [[denied]], pauses: 9 })).toMatchObject({
      errors: ["Error: permission denied"],
      sent: [expect.any(String)],
    });
    const compacted = { result: { canceled: true, compact_revision: "50" } };
    const { errors, sent } = await runScripted("watch a", { streams: [[created("10")], [compacted]], pauses: 9 });
    expect(errors.at(-1)).toBe("Error: watch is canceled by the server");
    expect(sent).toHaveLength(2);
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
