import { describe, expect, test } from "vitest";
import { plainTarget, scriptedGateway } from "../../test/gateway.ts";
import { answerOf } from "../../test/http-text.ts";
import type { SocketScript } from "#/socket/scripted-dial.ts";
import { MovingWatch } from "./moving-watch.ts";

const target = { ...plainTarget, endpoints: [1, 2].map((port) => ({ host: "etcd", port, tls: false })) };
const ok = answerOf(200, {});
const line = (result: object): string => {
  const text = `${JSON.stringify({ result })}\n`;
  return `${text.length.toString(16)}\r\n${text}\r\n`;
};
const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const created = (revision: string) => line({ header: { revision }, created: true });
const put = (revision: string, more: object = {}) =>
  line({ header: { revision: "99" }, events: [{ kv: { key: "YQ==", mod_revision: revision } }], ...more });
const progress = (revision: string) => line({ header: { revision } });
/** A member that serves, tells that much of a watch, and breaks off. */
const watched = (...lines: readonly string[]): SocketScript => ({
  answers: [[ok], [ok], [head + lines.join("")], "break"],
});

async function stepsOf(request: object, ...scripts: readonly SocketScript[]) {
  const gateway = scriptedGateway(...scripts);
  const times = { timeoutMs: 2_000, idleMs: 2_000 };
  const watch = new MovingWatch(
    gateway.resources,
    target,
    { key: "YQ==", ...request },
    times,
    new AbortController().signal,
  );
  const steps: string[] = [];
  for (;;) {
    const step = await watch.next().catch(() => undefined);
    if (step === undefined) break;
    steps.push("revision" in step ? `${step.kind} ${step.revision}` : step.kind);
  }
  const starts = gateway.script.sockets.flatMap(({ requests }) =>
    requests.flatMap((text) => /"start_revision":"(\d+)"/.exec(text)?.[1] ?? []),
  );
  return { steps, starts };
}

describe("a watch that breaks", () => {
  test("goes on at the next member behind the last event, and tells nothing twice", async () => {
    const { steps, starts } = await stepsOf({}, watched(created("5"), put("7")), watched(created("8"), put("8")));
    expect(steps).toEqual(["created 5", "events 7", "events 8"]);
    expect(starts).toEqual(["8"]);
  });

  test("goes on where it began while nothing was told, and behind what progress told", async () => {
    const quiet = await stepsOf({}, watched(created("5")), watched(created("9")));
    expect(quiet.starts).toEqual(["6"]);
    const early = await stepsOf({ start_revision: "3" }, watched(created("5")), watched(created("9")));
    expect(early.starts).toEqual(["3", "3"]);
    const told = await stepsOf({}, watched(created("5"), progress("8")), watched(created("9")));
    expect(told).toEqual({ steps: ["created 5", "progress 8"], starts: ["9"] });
  });

  test("in the midst of a revision is not begun again: some of it was told", async () => {
    const { steps, starts } = await stepsOf(
      {},
      watched(created("5"), put("7", { fragment: true })),
      watched(created("8")),
    );
    expect(steps).toEqual(["created 5", "events 6"]);
    expect(starts).toEqual([]);
  });
});
