/** Which hosts a request may name itself (`ALLOWED_TARGETS`). */
import { parseHostPort, sameHost } from "#/model/address.ts";
import { brokenSetting, splitList } from "./setting.ts";

interface AllowedHost {
  readonly host: string;
  /** Left out: every port. */
  readonly port: number | undefined;
}

/** Any host, or only those listed; an empty list lets none through. */
export type TargetRule = "any" | readonly AllowedHost[];

/** Reads `*`, or a comma-separated list of `HOST[:PORT]`. */
export function parseTargetList(text: string): TargetRule {
  const members = splitList(text);
  if (members.includes("*")) return "any";
  return members.map((member) => {
    const address = parseHostPort(member);
    if (address === undefined) throw brokenSetting("ALLOWED_TARGETS", `it must be "*" or a list of HOST or HOST:PORT`);
    return address;
  });
}

/** Whether the rule lets a request name that host and port. */
export function isAllowedTarget(rule: TargetRule, host: string, port: number): boolean {
  if (rule === "any") return true;
  return rule.some((allowed) => sameHost(allowed.host, host) && (allowed.port ?? port) === port);
}
