import type { UseQueryResult } from "@tanstack/react-query";

/**
 * Whether reading failed and nothing was read before. Only then a failure may stand in place of a screen: a failed
 * refresh leaves what was read, and with it open dialogs and what was typed. Above that data: refresh-failed.tsx.
 */
export function isUnread({ data, isError }: Pick<UseQueryResult, "data" | "isError">): boolean {
  return isError && data === undefined;
}
