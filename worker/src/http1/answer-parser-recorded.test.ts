import { createServer, type Server } from "node:net";
import { request } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { feed, inPiecesOf, textOf } from "../../test/feed-parser.ts";
import { recorded, recordedAnswers, recordedVersions, type RecordedAnswer } from "../../test/recorded.ts";

test("93 answers of each version are recorded", () => {
  expect(recordedAnswers).toHaveLength(93 * recordedVersions.length);
});

/** What `tell` says of each, by its name: a difference names the answer. */
function byName<T>(answers: readonly RecordedAnswer[], tell: (answer: RecordedAnswer) => T): Record<string, T> {
  return Object.fromEntries(answers.map((answer) => [answer.name, tell(answer)]));
}

describe.each(recordedVersions)("answers of etcd %s", (version) => {
  // At every byte of the oldest and the newest; of those between, which are framed like the newest, at a sample.
  const step = version === recordedVersions[0] || version === recordedVersions.at(-1) ? 1 : 7;
  const all = recordedAnswers.filter((answer) => answer.version === version);
  const whole = all.filter(({ cut }) => !cut);
  const small = all.filter(({ bytes }) => bytes.length < 2048);

  test("a whole one ends, and is read as Node's own client reads it", async () => {
    const byNode = new Map(
      await Promise.all(whole.map(async ({ name, bytes }) => [name, await readByNode(bytes)] as const)),
    );
    const ours = byName(whole, ({ bytes }) => {
      const { head, body, final } = feed([bytes]);
      const fields = Object.fromEntries((head?.fields ?? []).map(({ name, value }) => [name, value]));
      return { final, status: head?.status, fields, body: textOf(body) };
    });
    expect(ours).toEqual(byName(whole, ({ name }) => ({ final: "end", ...byNode.get(name) })));
  });

  test("none is reusable, since each says Connection: close", () => {
    expect(whole.filter(({ bytes }) => feed([bytes]).reusable)).toEqual([]);
  });

  test("one that was cut off is truncated before its last chunk, or in its headers where nothing came", () => {
    const finals = byName(
      all.filter(({ cut }) => cut),
      ({ bytes }) => feed([bytes]).final,
    );
    expect(finals).toEqual({
      "watch put put delete": "truncated: before the last chunk",
      "watch compacted": "truncated: before the last chunk",
      "limited: watch outside": "truncated: before the last chunk",
      "invented token: hangs": "truncated: headers",
      "malformed token": "end",
    });
  });

  test(`a small one says the same when split in two at one byte of ${step}`, () => {
    expect(byName(small, (answer) => oddSplits(answer, step))).toEqual(byName(small, () => []));
  });

  test("a large one says the same when split in two at a sample of bytes", () => {
    const large = all.filter((answer) => !small.includes(answer));
    expect(large.length).toBeGreaterThan(0);
    expect(byName(large, (answer) => oddSplits(answer, 101))).toEqual(byName(large, () => []));
  });

  test("every one says the same byte by byte", () => {
    expect(byName(all, ({ bytes }) => feed(inPiecesOf(1, bytes)))).toEqual(byName(all, ({ bytes }) => feed([bytes])));
  });

  test(`a whole one that ends too early is truncated, at one byte of ${step}`, () => {
    const odd = whole
      .filter((answer) => small.includes(answer))
      .flatMap(({ name, bytes }) =>
        Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) => ({
          name,
          final: feed([bytes.subarray(0, at * step)]).final,
        })),
      );
    expect(odd.filter(({ final }) => !final.startsWith("truncated: "))).toEqual([]);
  });
});

test("an error of 3.4 carries its trailer", () => {
  const { trailers } = feed([recorded("3.4.23", "auth on: no credentials").bytes]);
  expect(trailers).toEqual([{ name: "grpc-trailer-content-type", value: "application/grpc" }]);
});

/** Where a split in two changes what is read; every `step`th byte is tried. */
function oddSplits({ bytes }: RecordedAnswer, step: number): readonly number[] {
  const expected = feed([bytes]);
  const odd: number[] = [];
  for (let at = 1; at < bytes.length; at += step) {
    // Node's comparison: vitest's takes ten times as long, and there are a hundred thousand.
    if (!isDeepStrictEqual(feed([bytes.subarray(0, at), bytes.subarray(at)]), expected)) odd.push(at);
  }
  return odd;
}

interface NodeAnswer {
  readonly status: number | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Plays the bytes to Node's HTTP client: another reader of the same answer. */
async function readByNode(bytes: Uint8Array): Promise<NodeAnswer> {
  const server = createServer((socket) => socket.once("data", () => socket.end(bytes)));
  const port = await listen(server);
  try {
    return await new Promise<NodeAnswer>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, agent: false }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("end", () => {
          const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
            typeof value === "string" ? [[name, value] as const] : [],
          );
          const body = Buffer.concat(pieces).toString("utf8");
          resolve({ status: answer.statusCode, fields: Object.fromEntries(fields), body });
        });
        answer.on("error", reject);
      });
      sent.on("error", reject);
      sent.end();
    });
  } finally {
    server.close();
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
