import { describe, expect, test } from "vitest";
import { feed, textOf } from "../../test/feed-parser.ts";
import { recorded, recordedAnswers } from "../../test/recorded.ts";
import { isMissingPath, rejectionOf, type GatewayAnswer } from "./answer.ts";

function answer(status: number, text: string): GatewayAnswer {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Not every answer is JSON.
  }
  return { status, fields: [], text, parsed, truncated: false };
}

function replay(version: string, name: string): GatewayAnswer {
  const { head, body } = feed([recorded(version, name).bytes]);
  return answer(head?.status ?? 0, textOf(body));
}

const messageOf = (status: number, text: string) => rejectionOf(answer(status, text))?.message;

describe("a refusal", () => {
  test.each([
    ["3.4.23", "move leader to unknown", 412, 9, "etcdserver: bad leader transferee"],
    ["3.5.16", "move leader to unknown", 400, 9, "etcdserver: bad leader transferee"],
    ["3.4.23", "limited: defragment", 500, 2, "auth: permission denied"],
    ["3.5.30", "lease revoke absent", 404, 5, "etcdserver: requested lease not found"],
    ["3.4.23", "unknown path", 404, 5, "Not Found"],
    ["3.5.30", "unknown path", 404, 5, "Not Found"],
  ])("of %s to %s is read with status %d, code %d", (version, name, status, code, message) => {
    expect(rejectionOf(replay(version, name))).toEqual({ kind: "rejected", status, code, message });
  });

  test.each(["3.4.23", "3.5.30"])("of %s says that a revision is compacted", (version) => {
    const message = "etcdserver: mvcc: required revision has been compacted";
    expect(rejectionOf(replay(version, "get compacted revision"))).toEqual({
      kind: "compacted",
      status: 400,
      code: 11,
      message,
    });
  });

  test("says that a revision is yet to come, and is a plain refusal in other words", () => {
    const future = '{"code":11,"message":"etcdserver: mvcc: required revision is a future revision"}';
    expect(rejectionOf(answer(400, future))?.kind).toBe("future-revision");
    expect(rejectionOf(answer(400, '{"code":11,"message":"etcdserver: out of range"}'))?.kind).toBe("rejected");
  });

  test("is found in every recorded answer with an error status, and in no other", () => {
    const odd = recordedAnswers.filter(({ bytes }) => {
      const { head, body } = feed([bytes]);
      const rejection = rejectionOf(answer(head?.status ?? 0, textOf(body)));
      return (rejection !== undefined) !== (head?.status ?? 0) >= 400 || rejection?.message === "";
    });
    expect(odd).toEqual([]);
  });

  test("within a stream is read as well", () => {
    const text = '{"error":{"grpc_code":7,"http_code":403,"message":"etcdserver: permission denied"}}';
    expect(rejectionOf(answer(403, text))).toMatchObject({ code: 7, message: "etcdserver: permission denied" });
  });

  test.each<[string, number, string]>([
    ["a page", 502, "<html>Bad Gateway</html>"],
    ["nothing", 500, ""],
    ["a proxy's own JSON", 503, '{"message":"no healthy upstream"}'],
    ["JSON with a code that gRPC does not have", 502, '{"code":502,"message":"Bad Gateway"}'],
    ["a code that is a text", 500, '{"code":"E_DOWN","message":"down"}'],
    ["an error of another form", 504, '{"error":{"type":"timeout"}}'],
    ["a list", 500, "[]"],
    ["a web server's missing page", 404, "<h1>404</h1>"],
  ])("that says %s is not etcd's, and no code is made up for it", (_what, status, text) => {
    expect(rejectionOf(answer(status, text))).toMatchObject({ kind: "foreign", status });
  });

  test("that is not etcd's is told by what it says, its first line or its status", () => {
    expect(messageOf(503, "no healthy upstream\nsecond line")).toBe("no healthy upstream");
    expect(messageOf(503, '{"message":"down"}')).toBe("down");
    expect(messageOf(418, "")).toBe("HTTP status 418");
    expect(messageOf(502, "x".repeat(5000))).toHaveLength(300);
  });
});

describe("a missing path", () => {
  test.each(["3.4.23", "3.5.16", "3.5.30"])("is told from a missing lease on %s", (version) => {
    expect(isMissingPath(replay(version, "unknown path"))).toBe(true);
    expect(isMissingPath(replay(version, "documented compact path"))).toBe(true);
    expect(isMissingPath(replay(version, "lease revoke absent"))).toBe(false);
    expect(isMissingPath(replay(version, "put absent lease"))).toBe(false);
    expect(isMissingPath(replay(version, "get one"))).toBe(false);
  });

  test("may be worded by Go's own server", () => {
    expect(isMissingPath(answer(404, "404 page not found\n"))).toBe(true);
  });
});
