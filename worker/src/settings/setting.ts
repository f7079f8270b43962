/** How one setting is spelled, and what is said where it is not. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/model/failure";

/** The failure of every request while a setting is broken. `what` must not quote the setting: it may hold secrets. */
export function brokenSetting(name: string, what: string): FailureError {
  return new FailureError({ kind: "internal", message: `Invalid server setting ${name}: ${what}` });
}

/** The members of a comma-separated setting, without white space and empty ones. */
export function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

/** `true` or `false`, `1` or `0`; nothing is false. Anything else is refused: a guessed "no" would open what was to be shut. */
export function parseFlag(name: string, text: string): boolean {
  const flag = flags.get(text.trim().toLowerCase());
  if (flag === undefined) throw brokenSetting(name, `it must be "true" or "false"`);
  return flag;
}

/** A whole number from `lowest` to `highest`; nothing is `byDefault`. */
export function parseCount(name: string, text: string, lowest: number, highest: number, byDefault: number): number {
  if (text.trim() === "") return byDefault;
  const count = /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
  if (count === undefined || count < lowest || count > highest) {
    throw brokenSetting(name, `it must be a whole number from ${lowest} to ${highest}`);
  }
  return count;
}

/** `ACCESS_TOKEN`; nothing is no token. It must be able to stand in a header (RFC 6750 §2.1, a little wider). */
export function parseAccessToken(text: string): string | undefined {
  const token = text.trim();
  if (token === "") return undefined;
  if (token.length >= limits.shortestAccessToken && /^[\x21-\x7e]+$/.test(token)) return token;
  throw brokenSetting(
    "ACCESS_TOKEN",
    `it must have at least ${limits.shortestAccessToken} ASCII characters without spaces`,
  );
}

const flags = new Map([
  ["", false],
  ["0", false],
  ["false", false],
  ["1", true],
  ["true", true],
]);
