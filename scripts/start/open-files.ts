/** Whether this process and its children may open enough files: a browser's connection takes workerd two of them. */
import { LaunchFailure } from "../process/launch-failure.ts";

/** etcd refuses to start at 150, and a page opens several connections. */
const leastFiles = 256;
/** From here on, no ordinary use comes near the limit. */
const easyFiles = 1024;
/** What workerd has open without any connection. */
const baseFiles = 20;

/** The limit that a child inherits: Node has raised it as far as it may. Undefined where there is none, or none is known. */
export function openFilesLimit(): number | undefined {
  const report: { userLimits?: { open_files?: { soft?: unknown } } } = process.report.getReport();
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : undefined;
}

/** Fails where too few files can be open for anything to work, and tells where many connections could use them up. */
export function checkOpenFiles(limit: number | undefined, tell: (line: string) => void): void {
  if (limit === undefined || limit >= easyFiles) return;
  if (limit < leastFiles) {
    throw new LaunchFailure(
      `Could not start. The limit of open files is ${limit}, and ${leastFiles} are needed. Raise it with ulimit -n.`,
    );
  }
  const connections = Math.floor((limit - baseFiles) / 20) * 10;
  tell(`The limit of open files is ${limit}: about ${connections} connections at once. Raise it with ulimit -n.`);
}
