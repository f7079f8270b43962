/** What wrangler.toml says about the runtime, so that one's own workerd behaves as the deployed one. */
import { LaunchFailure } from "../process/launch-failure.ts";

export interface Compatibility {
  date: string;
  flags: readonly string[];
}

/** Reads the two settings from the text of wrangler.toml, where each stands on a line of its own. */
export function parseCompatibility(toml: string): Compatibility {
  const date = /^compatibility_date\s*=\s*"(\d{4}-\d{2}-\d{2})"/m.exec(toml)?.[1];
  if (date === undefined) throw new LaunchFailure("wrangler.toml has no compatibility_date.");
  const list = /^compatibility_flags\s*=\s*\[([^\]]*)\]/m.exec(toml)?.[1] ?? "";
  return { date, flags: [...list.matchAll(/"([^"]*)"/g)].map(([, flag = ""]) => flag) };
}
