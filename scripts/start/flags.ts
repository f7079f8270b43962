/** The command line of `npm start`. */
import { parseArgs } from "node:util";
import { LaunchFailure } from "../process/launch-failure.ts";
import { isLoopback } from "../serve/hosts.ts";
import { parseEndpoints } from "./endpoints.ts";

export interface StartFlags {
  host: string;
  /** 0: any free one. */
  port: number;
  /** `http://HOST:PORT` each; undefined starts the sample etcd. */
  endpoints: readonly string[] | undefined;
  open: boolean;
}

const defaultPort = 7379;

/** A command line that means nothing: exit 2, and where to read more. */
export function wrongUsage(sentence: string): LaunchFailure {
  return new LaunchFailure(`${sentence} See npm start -- --help.`, { exitCode: 2 });
}

const valueFlags = ["port", "host", "endpoints"] as const;
type ValueFlag = (typeof valueFlags)[number];

function isValueFlag(name: string): name is ValueFlag {
  return valueFlags.some((flag) => flag === name);
}

/** Reads the flags. Fails with one sentence where one is unknown, lacks its value or has a wrong one. */
export function parseFlags(args: readonly string[]): StartFlags | "help" {
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      endpoints: { type: "string" },
      "no-open": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
    strict: false,
    tokens: true,
  });
  const values = new Map<ValueFlag, string>();
  let open = true;
  for (const token of tokens) {
    if (token.kind === "positional") throw wrongUsage(`“${token.value}” is no flag.`);
    if (token.kind === "option-terminator") continue;
    const { name, rawName, value } = token;
    if (isValueFlag(name)) {
      if (value === undefined || value === "" || value.startsWith("--")) throw wrongUsage(`${rawName} needs a value.`);
      values.set(name, value);
    } else if (name !== "help" && name !== "no-open") {
      throw wrongUsage(`There is no flag ${rawName}.`);
    } else if (value !== undefined) {
      throw wrongUsage(`${rawName} takes no value.`);
    } else if (name === "help") {
      return "help";
    } else {
      open = false;
    }
  }
  const endpoints = values.get("endpoints");
  return {
    host: parseHost(values.get("host")),
    port: parsePort(values.get("port")),
    endpoints: endpoints === undefined ? undefined : parseEndpoints(endpoints),
    open,
  };
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw wrongUsage(`--port must be a whole number from 0 to 65535, not “${text}”.`);
  return port;
}

function parseHost(text: string | undefined): string {
  const host = (text ?? "127.0.0.1").replace(/^\[(.*)\]$/, "$1");
  if (isLoopback(host)) return host;
  throw wrongUsage(
    `--host must be a loopback address such as 127.0.0.1, not “${host}”: beyond this machine the explorer would need ` +
      `an access token, which does not exist yet.`,
  );
}
