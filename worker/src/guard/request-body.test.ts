import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { workerLimits } from "#/limits/worker-limits.ts";
import { readRequest } from "./request-body.ts";

const schema = z.object(
  { name: z.string("must be text"), count: z.optional(z.number("must be a number")) },
  "must be a JSON object",
);

function read(body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) {
  // Node wants `duplex` for a stream; the DOM's types do not know it.
  const init = { method: "POST", headers, body, duplex: "half" };
  return readRequest(new Request("http://localhost/", init), schema);
}

describe("a request's body", () => {
  test("is read and validated", async () => {
    await expect(read('{"name":"a","count":1,"other":2}')).resolves.toEqual({ name: "a", count: 1 });
  });

  test.each(["application/json; charset=utf-8", "Application/JSON", "application/json;x"])(
    "may be %j",
    async (type) => {
      await expect(read('{"name":"a"}', { "content-type": type })).resolves.toEqual({ name: "a" });
    },
  );

  test.each(["text/plain", "application/x-www-form-urlencoded", "text/plain, application/json", "application/jsonp"])(
    "may not be %j, which a page of another site could post",
    async (type) => {
      await expect(read('{"name":"a"}', { "content-type": type })).rejects.toThrow(
        "Content-Type: must be application/json",
      );
    },
  );

  test.each([
    ["{}", "name: is required, and must be text"],
    ['{"name":1}', "name: must be text"],
    ['{"name":"a","count":"1"}', "count: must be a number"],
    ["[]", "request body: must be a JSON object"],
    ["null", "request body: must be a JSON object"],
    ["{", "request body: must be a JSON object"],
    ["", "request body: must be a JSON object"],
  ])("%j is refused: %s", async (body, message) => {
    await expect(read(body)).rejects.toThrow(message);
  });

  test("must be UTF-8", async () => {
    await expect(read(Uint8Array.of(0x22, 0xff, 0x22))).rejects.toThrow("request body: must be UTF-8");
  });
});

describe("a body beyond the limit", () => {
  const tooLarge = `request body: must have at most ${limits.maxRequestBytes} bytes`;

  test("is refused whatever it declares, and read no further than it is likely to end", async () => {
    const piece = new Uint8Array(1024 * 1024);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(piece);
      },
    });
    await expect(read(endless, { "content-type": "application/json", "content-length": "10" })).rejects.toThrow(
      tooLarge,
    );
    expect(pulled * piece.length).toBeLessThanOrEqual(workerLimits.drainedRequestBytes + 3 * piece.length);
  });

  test("begins one byte above it", async () => {
    const overhead = '{"name":""}'.length;
    const name = "x".repeat(limits.maxRequestBytes - overhead);
    await expect(read(JSON.stringify({ name }))).resolves.toEqual({ name });
    await expect(read(JSON.stringify({ name: `${name}x` }))).rejects.toThrow(tooLarge);
  });
});
