/** The server's settings, read from its environment and checked as a whole. */
import { parseTargetList, type TargetRule } from "./allowed-targets.ts";
import { parseConnections, type ConnectionSettings } from "./connections.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { parseAccessToken, parseCount, parseFlag, splitList } from "./setting.ts";

/** What the platform gives: variables and secrets, all optional. wrangler.toml describes them. */
export interface Environment {
  readonly CONNECTIONS?: string;
  readonly ALLOWED_TARGETS?: string;
  readonly ALLOWED_HOSTS?: string;
  readonly READ_ONLY?: string;
  readonly ALLOW_SNAPSHOT?: string;
  readonly ACCESS_TOKEN?: string;
  readonly MAX_WATCHES?: string;
}

const variables = [
  "CONNECTIONS",
  "ALLOWED_TARGETS",
  "ALLOWED_HOSTS",
  "READ_ONLY",
  "ALLOW_SNAPSHOT",
  "ACCESS_TOKEN",
  "MAX_WATCHES",
] as const satisfies readonly (keyof Environment)[];

export interface Settings {
  readonly connections: readonly ConnectionSettings[];
  /** Which free hosts a request may name. */
  readonly targets: TargetRule;
  /** Host headers that are answered, in lower case; none: any. */
  readonly hosts: readonly string[];
  readonly readOnly: boolean;
  /** Lets snapshots through wherever only reads are. */
  readonly allowSnapshot: boolean;
  /** What every request must show; undefined: nothing. */
  readonly accessToken: string | undefined;
  /** Watches on one connection of the browser. */
  readonly maxWatches: number;
}

/**
 * Reads the settings. What cannot be understood fails every request, with a sentence that names the setting and never
 * its content: a server that guessed would guess about what may be reached and written.
 */
export function parseSettings(environment: Environment): Settings {
  return {
    connections: parseConnections(environment.CONNECTIONS ?? ""),
    targets: parseTargetList(environment.ALLOWED_TARGETS ?? ""),
    hosts: splitList(environment.ALLOWED_HOSTS ?? "").map((host) => host.toLowerCase()),
    readOnly: parseFlag("READ_ONLY", environment.READ_ONLY ?? ""),
    allowSnapshot: parseFlag("ALLOW_SNAPSHOT", environment.ALLOW_SNAPSHOT ?? ""),
    accessToken: parseAccessToken(environment.ACCESS_TOKEN ?? ""),
    maxWatches: parseCount("MAX_WATCHES", environment.MAX_WATCHES ?? "", 1, 1000, workerLimits.watches),
  };
}

/** Reads the settings once for as long as the environment stays the same. */
export function settingsReader(): (environment: Environment) => Settings {
  let known: { readonly spelling: string; readonly settings: Settings } | undefined;
  return (environment) => {
    const spelling = JSON.stringify(variables.map((name) => environment[name]));
    if (known?.spelling !== spelling) known = { spelling, settings: parseSettings(environment) };
    return known.settings;
  };
}
