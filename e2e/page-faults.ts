/** What must never happen in a page, whatever a journey does. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type { BrowserContext } from "@playwright/test";

export interface PageFaults {
  /** What went wrong so far and was not announced, one line each. */
  readonly unexpected: readonly string[];
  /** Announces faults that a journey brings about on purpose, such as an answer of 500: they fail no test. */
  allow(pattern: RegExp): void;
}

export interface FaultWatch extends PageFaults {
  /** Watches every page of a context, those it opens later included. */
  watch(context: BrowserContext): void;
}

const cutStream = /ERR_INCOMPLETE_CHUNKED_ENCODING \(\S+\/api\/etcd\/stream\)$/;

/**
 * Collects console errors (violations of the content security policy are among them), exceptions that nobody caught,
 * and requests to any origin but `origin`.
 */
export function watchFaults(origin: string): FaultWatch {
  const faults: string[] = [];
  const allowed: RegExp[] = [];
  // A page that is left stops what it reads by name, and the worker cuts it off: some pages still live to see that.
  let hasStopped = false;
  const isOwnStop = (fault: string) => hasStopped && cutStream.test(fault);
  return {
    get unexpected() {
      return faults.filter((fault) => !isOwnStop(fault) && !allowed.some((pattern) => pattern.test(fault)));
    },
    allow(pattern) {
      allowed.push(pattern);
    },
    watch(context) {
      context.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => faults.push(`exception: ${error.error().message}`));
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (url.pathname === endpoints.stop.path) hasStopped = true;
        const local = url.protocol === "data:" || url.protocol === "blob:";
        if (!local && url.origin !== origin) faults.push(`foreign request: ${request.url()}`);
      });
    },
  };
}
