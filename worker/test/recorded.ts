/** The raw answers of real etcds, recorded byte for byte with their framing. */
import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const recording = z.object({
  etcd: z.string(),
  entries: z.array(
    z.object({
      name: z.string(),
      method: z.enum(["GET", "POST"]),
      path: z.string(),
      body: z.optional(z.string()),
      /** The recorder closed the connection of an answer that would not have ended. */
      cutAfterMs: z.optional(z.number()),
      response: z.string(),
    }),
  ),
});

export interface RecordedAnswer {
  readonly version: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether the recorder cut the answer off after a time. */
  readonly cut: boolean;
}

export const recordedVersions = ["3.4.23", "3.5.16", "3.5.30", "3.6.9", "3.7.2"] as const;

export const recordedAnswers: readonly RecordedAnswer[] = recordedVersions.flatMap((version) => {
  const file = new URL(`../fixtures/gateway/${version}.json`, import.meta.url);
  const { entries } = recording.parse(JSON.parse(readFileSync(file, "utf8")));
  return entries.map(({ name, path, response, cutAfterMs }) => ({
    version,
    name,
    path,
    bytes: Buffer.from(response, "base64"),
    cut: cutAfterMs !== undefined,
  }));
});

/** The recorded answer of that name. */
export function recorded(version: string, name: string): RecordedAnswer {
  const answer = recordedAnswers.find((candidate) => candidate.version === version && candidate.name === name);
  if (answer === undefined) throw new Error(`Nothing is recorded of ${version} as ${name}`);
  return answer;
}
