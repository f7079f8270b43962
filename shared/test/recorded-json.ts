/** The JSON bodies of real etcds' recorded answers; the worker's tests read the same recordings with their framing. */
import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const recording = z.object({ entries: z.array(z.object({ name: z.string(), response: z.string() })) });

export const recordedVersions = ["3.4.23", "3.5.16", "3.5.30", "3.6.9", "3.7.2"] as const;

/** The JSON that version answered under that name. */
export function recordedJson(version: (typeof recordedVersions)[number], name: string): unknown {
  const file = new URL(`../../worker/fixtures/gateway/${version}.json`, import.meta.url);
  const { entries } = recording.parse(JSON.parse(readFileSync(file, "utf8")));
  const response = entries.find((entry) => entry.name === name)?.response;
  if (response === undefined) throw new Error(`Nothing is recorded of ${version} as ${name}`);
  const text = Buffer.from(response, "base64").toString();
  // Unary answers are one object, whatever the framing around it.
  return JSON.parse(text.slice(text.indexOf("{", text.indexOf("\r\n\r\n")), text.lastIndexOf("}") + 1));
}
