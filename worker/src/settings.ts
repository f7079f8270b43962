/** The server's settings, read from its environment and checked as a whole. */
import { parseTargetList, type TargetRule } from "./guard/allowed-targets.ts";
import { parseConnections, type ConnectionSettings } from "./guard/connections.ts";
import { parseFlag, splitList } from "./guard/setting.ts";

/** What the platform gives: variables and secrets, all optional. wrangler.toml describes them. */
export interface Environment {
  readonly CONNECTIONS?: string;
  readonly ALLOWED_TARGETS?: string;
  readonly ALLOWED_HOSTS?: string;
  readonly READ_ONLY?: string;
}

export interface Settings {
  readonly connections: readonly ConnectionSettings[];
  /** Which free hosts a request may name. */
  readonly targets: TargetRule;
  /** Host headers that are answered, in lower case; none: any. */
  readonly hosts: readonly string[];
  readonly readOnly: boolean;
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
  };
}

/** Reads the settings once for as long as the environment stays the same. */
export function settingsReader(): (environment: Environment) => Settings {
  let known: { readonly spelling: string; readonly settings: Settings } | undefined;
  return (environment) => {
    const { CONNECTIONS, ALLOWED_TARGETS, ALLOWED_HOSTS, READ_ONLY } = environment;
    const spelling = JSON.stringify([CONNECTIONS, ALLOWED_TARGETS, ALLOWED_HOSTS, READ_ONLY]);
    if (known?.spelling !== spelling) known = { spelling, settings: parseSettings(environment) };
    return known.settings;
  };
}
