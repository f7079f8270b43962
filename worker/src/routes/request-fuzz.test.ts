import { FailureError } from "@etcd-explorer/shared/model/failure";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeApi } from "../../test/api.ts";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";

/** Nothing may be dialled: a request that comes so far shows it by this failure. */
const dialled = new FailureError({ kind: "unreachable", host: "dialled", port: 1, message: "in a test" });
const api = makeApi(() => {
  throw dialled;
});
const paths = ["/api/etcd/health", "/api/etcd/query", "/api/etcd/stream"] as const;

const odd = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "127.1",
    "0x7f000001",
    "[::ffff:127.0.0.1]",
    "a.",
    "A",
    "u:p@h",
    "h/../x",
    "h%00",
    "h\r\nX: y",
    "",
    " ",
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = [
  "host",
  "port",
  "connection",
  "tls",
  "username",
  "password",
  "token",
  "timeout",
  "path",
  "body",
  "maxResponseBytes",
  "parsedOnly",
  "method",
];
const oddRequest = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), odd, { maxKeys: 8 });
/** A request that is right but for one field. */
const nearlyRight = fc
  .tuple(fc.constantFrom(...names), odd)
  .map(([name, value]) => ({ host: "etcd", path: "/v3/kv/range", body: "{}", [name]: value }));

function isErrorShape(json: unknown): boolean {
  return typeof json === "object" && json !== null && "success" in json && json.success === false && "error" in json;
}

describe.each(paths)("%s, whatever it is sent,", (path) => {
  test("answers with an error of its own, and is never at a loss", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(oddRequest, nearlyRight, fc.jsonValue()), async (body) => {
        const { status, json } = await api.post(path, body);
        expect(isErrorShape(json)).toBe(true);
        // 500 is only for what came as far as the dial; a fault of ours would be `internal`.
        const allowed = status === 400 || status === 403 || JSON.stringify(json).includes('"host":"dialled"');
        expect({ allowed, body, status, json }).toMatchObject({ allowed: true });
      }),
      fuzz(300),
    );
  });

  test("refuses text that is not JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const { status, json } = await api.post(path, text);
        expect(isErrorShape(json)).toBe(true);
        expect(status).toBe(400);
      }),
      fuzz(100),
    );
  });
});
