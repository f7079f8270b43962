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

/** What to do about a failure of the system, by its code. */
const remedies: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "The disk is full. Free some space, or set TMPDIR to a folder on another disk."],
  ["EDQUOT", "Your disk quota is used up. Free some space, or set TMPDIR to a folder on another disk."],
  ["EROFS", "The disk is read-only. Set TMPDIR to a folder that you can write to."],
  ["EACCES", "You do not have permission."],
  ["EPERM", "You do not have permission."],
  ["ENOENT", "The file or folder does not exist."],
  ["ENOTDIR", "A part of the path is not a folder."],
  ["EMFILE", "Too many files are open. Raise the limit with ulimit -n."],
  ["ENFILE", "This machine has too many open files."],
  ["ENOMEM", "This machine is out of memory."],
  ["EAGAIN", "The limit of processes is reached. Stop some, or raise ulimit -u."],
  ["EIO", "The disk reported an I/O error."],
]);

/** A failure of the system in one sentence, with the file that it is about; undefined for any other error. */
function describeSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const remedy = remedies.get(String(error.code));
  if (remedy === undefined) return undefined;
  const path = "path" in error ? ` ${String(error.path)}` : "";
  const act = "syscall" in error ? String(error.syscall) : "the system";
  return `Could not start: ${act}${path} failed (${String(error.code)}). ${remedy}`;
}

/**
 * What to print of an error: the sentence of a {@link LaunchFailure} or of a failure of the system, the whole stack of
 * anything unforeseen.
 */
export function formatFailure(error: unknown): string {
  if (error instanceof LaunchFailure) return error.message;
  if (error instanceof AggregateError) return error.errors.map(formatFailure).join("\n");
  return describeSystemError(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
