/** How a connection is, in a word or two and the colour of its dot, for the lists that one chooses from. */
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Health } from "#/api/connection/health-query.ts";

export type StateTone = "ok" | "warn" | "bad" | "faint";

export const stateDots: Readonly<Record<StateTone, string>> = {
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
  faint: "bg-faint",
};

export interface StateWords {
  readonly words: string;
  readonly tone: StateTone;
}

/** `3.5.30`, `3.5.30, unhealthy`, `Unreachable`. What was found before stands until the next answer. */
export function describeState({ data, error }: Pick<UseQueryResult<Health>, "data" | "error">): StateWords {
  if (error !== null) return { words: describeTrouble(failureOf(error)), tone: "bad" };
  if (data === undefined) return { words: "Checking…", tone: "faint" };
  const version = data.version ?? "etcd";
  return data.healthy ? { words: version, tone: "ok" } : { words: `${version}, unhealthy`, tone: "warn" };
}

function describeTrouble(failure: Failure): string {
  switch (failure.kind) {
    case "unreachable":
    case "offline":
      return "Unreachable";
    case "timeout":
    case "truncated":
      return "No answer";
    case "tls":
      return "TLS failed";
    case "forbidden":
      return "Not allowed";
    case "invalid":
      return failure.field === "port" ? "Wrong port" : "Invalid address";
    case "malformed":
    case "foreign":
      return "Not etcd";
    case "rejected":
    case "compacted":
    case "future-revision":
    case "too-large":
    case "internal":
      return "Failed";
    default:
      return failure satisfies never;
  }
}
