import { expect, test } from "vitest";
import { makeApi } from "../../test/api.ts";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";

const watch = "/api/etcd/watch";

test("watches are asked for by an upgrade only", async () => {
  expect(await makeApi().get(watch)).toMatchObject({
    status: 400,
    json: { failure: { kind: "invalid", field: "Upgrade" } },
  });
});

test.each([
  [{ origin: "https://evil.example" }, "origin"],
  [{ origin: "null" }, "origin"],
  [{ host: "rebound.example" }, "host"],
])("a request from elsewhere (%j) gets no WebSocket", async (headers, rule) => {
  const client = new ScriptedClient();
  const api = makeApi(undefined, { ALLOWED_HOSTS: "localhost" }, client);
  const answer = await api.get(watch, { upgrade: "websocket", ...headers });
  expect(answer).toMatchObject({ status: 403, json: { failure: { kind: "forbidden", rule } } });
  client.send({ open: { host: "etcd" } });
  expect(client.received).toEqual([]);
});
