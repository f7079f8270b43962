/** An error that stopped a part of the page: how it is told, and what may be copied of it. */

/** A part of the page that is loaded when it is first needed did not come: the server was updated, or is away. */
export class MissingPartError extends Error {
  override readonly name = "MissingPartError";

  constructor(cause: unknown) {
    super("A part of the page did not load", { cause });
  }
}

/** Loads a part of the page. Its failure is a `MissingPartError`, whatever the browser calls it. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new MissingPartError(cause);
  }
}

export interface ToldError {
  readonly title: string;
  readonly why: string;
}

export const missingPart: ToldError = {
  title: "Part of this page did not load",
  why: "The server may have been updated or stopped. Reload to get the current version.",
};

/** What happened, in plain words. */
export function describePageError(error: unknown): ToldError {
  if (error instanceof MissingPartError) return missingPart;
  return { title: "This screen crashed", why: "etcd explorer had an internal error." };
}

const longestLine = 200;
const mostFrames = 12;

/** The error in one line. What is quoted in it may be somebody's data, such as the JSON that did not parse. */
export function summarizeError(error: unknown): string {
  if (!(error instanceof Error)) return "Unknown error";
  const quoted = /(["'`\u201c]).*["'`\u201d]/gs;
  return `${error.name}: ${error.message.replaceAll(quoted, "…")}`.replaceAll(/\s+/g, " ").slice(0, longestLine);
}

/** Frames of a stack without its message, and without what an address says after its path. */
function framesOf(stack: string): string[] {
  const frames = stack.split("\n").filter((line) => /^\s*at |@.*:\d+:\d+$/.test(line));
  return frames.slice(0, mostFrames).map((line) => line.trim().replaceAll(/https?:\/\/[^/\s)]+|[?#][^:\s)]*/g, ""));
}

/** What helps to find the fault, as text. It names no key, value, address or person. */
export function errorDetails(error: unknown, { screen, browser, at }: ErrorContext): string {
  const lines = [summarizeError(error), `screen: ${screen}`, `time: ${at.toISOString()}`, `browser: ${browser}`];
  for (let each = error, depth = 0; each instanceof Error && depth < 3; each = each.cause, depth++) {
    if (depth > 0) lines.push(`caused by ${summarizeError(each)}`);
    lines.push(...framesOf(each.stack ?? ""));
  }
  return `${lines.join("\n")}\n`;
}

export interface ErrorContext {
  /** The last part of the address: `keys`. */
  readonly screen: string;
  readonly browser: string;
  readonly at: Date;
}
