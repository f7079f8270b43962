/** Why a command cannot go on, in one sentence for the person at the terminal. Shown without a stack. */
export class LaunchFailure extends Error {
  override readonly name = "LaunchFailure";
  /** What the process exits with: 2 for a wrong command line, 1 for everything else. */
  readonly exitCode: number;

  constructor(sentence: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** What to print of an error: the sentence of a {@link LaunchFailure}, the whole stack of anything unforeseen. */
export function formatFailure(error: unknown): string {
  if (error instanceof LaunchFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
