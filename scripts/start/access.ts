/** Who may use the explorer: this machine's own programs, or whoever has the access token. */
import { randomBytes } from "node:crypto";
import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { isLoopback } from "../serve/hosts.ts";
import { wrongUsage } from "./command-line.ts";

/** Checks a token that a person gave, without quoting it. */
export function checkAccessToken(token: string, called: string): string {
  if (token.length >= limits.shortestAccessToken && /^[\x21-\x7e]+$/.test(token)) return token;
  throw wrongUsage(
    `${called} must have at least ${limits.shortestAccessToken} ASCII characters without spaces. ` +
      `Leave it out to have one generated.`,
  );
}

export interface Access {
  /** Undefined: none is needed. */
  readonly accessToken: string | undefined;
  /** Whether we made it, so that nobody knows it yet. */
  readonly isMade: boolean;
}

/** The token to serve with: the given one, or beyond loopback a new one (192 random bits). */
export function accessFor(host: string, given: string | undefined): Access {
  if (given !== undefined) return { accessToken: given, isMade: false };
  if (isLoopback(host)) return { accessToken: undefined, isMade: false };
  return { accessToken: randomBytes(24).toString("base64url"), isMade: true };
}

/** Where a person begins. A token goes into the fragment, which is sent to no server and written into no log of one. */
export function startAddress(origin: string, { accessToken, isMade }: Access): string {
  if (accessToken === undefined) return origin;
  return isMade ? `${origin}${sessionPath}#access_token=${accessToken}` : `${origin}${sessionPath}`;
}
