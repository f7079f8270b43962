import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { healthResponse } from "@etcd-explorer/shared/contract/schemas";
import { postTo } from "./real-app.ts";

const { origin } = lentApp();
const health = (fields: object) => postTo(origin, "/api/etcd/health", fields);

describe.each(lentEtcds())("the health of etcd $version", ({ version, host, port }) => {
  test("is its version, its status and its own word", async () => {
    const { status, json } = await health({ host, port });
    expect(status).toBe(200);
    expect(healthResponse.parse(json)).toMatchObject({
      success: true,
      statusCode: 200,
      parsed: {
        version: { etcdserver: version },
        status: {
          version,
          dbSize: expect.stringMatching(/^\d+$/),
          header: { revision: expect.stringMatching(/^\d+$/) },
        },
        health: { health: "true" },
      },
    });
    expect(json).not.toHaveProperty("failures");
  });

  test("can be had with a password that nobody asks for", async () => {
    const { json } = await health({ host, port, username: "root", password: "secret" });
    expect(json).toMatchObject({ success: true, parsed: { status: { version }, health: { health: "true" } } });
  });
});

test("the health of a connection is had by its name", async () => {
  const { json } = await health({ connection: "sample" });
  expect(json).toMatchObject({ success: true, parsed: { health: { health: "true" } } });
});
