/** What must never happen in a page, whatever a journey does. */
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

/**
 * Collects console errors (violations of the content security policy are among them), exceptions that nobody caught,
 * and requests to any origin but `origin`.
 */
export function watchFaults(origin: string): FaultWatch {
  const faults: string[] = [];
  const allowed: RegExp[] = [];
  return {
    get unexpected() {
      return faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
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
        const local = url.protocol === "data:" || url.protocol === "blob:";
        if (!local && url.origin !== origin) faults.push(`foreign request: ${request.url()}`);
      });
    },
  };
}
