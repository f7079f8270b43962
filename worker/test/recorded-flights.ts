/** What real servers answered to a ClientHello of ours, byte for byte; their certificates are those of fixtures/tls. */
import { readFileSync } from "node:fs";
import { tlsFile } from "./tls-files.ts";

const recorded: unknown = JSON.parse(readFileSync(tlsFile("flights.json"), "utf8"));

/** The names of all recordings. */
export const flightNames: readonly string[] = Object.keys(Object(recorded));

/** A recording by its name. */
export function recordedFlight(name: string): Uint8Array {
  const base64: unknown = Object(recorded)[name];
  if (typeof base64 !== "string") throw new Error(`No flight is recorded as ${name}`);
  return new Uint8Array(Buffer.from(base64, "base64"));
}
