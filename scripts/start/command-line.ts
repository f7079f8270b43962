/** A command line as flags with and without values. */
import { parseArgs } from "node:util";
import { LaunchFailure } from "../process/launch-failure.ts";

/** A command line that means nothing: exit 2, and where to read more. */
export function wrongUsage(sentence: string): LaunchFailure {
  return new LaunchFailure(`${sentence} See npm start -- --help.`, { exitCode: 2 });
}

export interface CommandLine<ValueFlag extends string, Switch extends string> {
  /** What each flag was given last. */
  readonly values: ReadonlyMap<ValueFlag, string>;
  readonly switches: ReadonlySet<Switch>;
}

/** Quotes it as far as it looks like a flag: `-pSECRET` is read as flags of one letter. */
function unknownFlag(rawName: string): string {
  return rawName.startsWith("--") ? `Unknown flag ${rawName}.` : "Unknown flag: -h is the only flag of one letter.";
}

/** Never quoted: it may be the rest of a password with a space in it. */
function strayArgument(flag: string | undefined): LaunchFailure {
  const place = flag === undefined ? "" : ` after ${flag}`;
  return wrongUsage(`Unexpected argument${place}. Quote values that contain spaces.`);
}

/** Reads `--flag VALUE`, `--flag=VALUE` and `--switch`. Fails with one sentence, which never quotes a value. */
export function readCommandLine<ValueFlag extends string, Switch extends string>(
  args: readonly string[],
  valueFlags: readonly ValueFlag[],
  switchFlags: readonly Switch[],
): CommandLine<ValueFlag, Switch> {
  const options = {
    ...Object.fromEntries(valueFlags.map((name) => [name, { type: "string" } as const])),
    ...Object.fromEntries(switchFlags.map((name) => [name, { type: "boolean" } as const])),
    help: { type: "boolean", short: "h" } as const,
  };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const values = new Map<ValueFlag, string>();
  const switches = new Set<Switch>();
  let last: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") throw strayArgument(last);
    if (token.kind === "option-terminator") continue;
    const { name, rawName, value } = token;
    const valueFlag = valueFlags.find((flag) => flag === name);
    const switchFlag = switchFlags.find((flag) => flag === name);
    if (valueFlag !== undefined) {
      if (value === undefined || value === "" || value.startsWith("--"))
        throw wrongUsage(`${rawName} requires a value.`);
      values.set(valueFlag, value);
      last = rawName;
    } else if (switchFlag === undefined) {
      throw wrongUsage(unknownFlag(rawName));
    } else if (value === undefined) {
      switches.add(switchFlag);
    } else {
      throw wrongUsage(`${rawName} does not take a value.`);
    }
  }
  return { values, switches };
}
