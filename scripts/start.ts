/** `npm start`: serves the explorer on this machine until it is told to stop, and clears everything away then. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFailure, LaunchFailure } from "./process/launch-failure.ts";
import { createTeardown } from "./process/teardown.ts";
import { openBrowser } from "./start/browser.ts";
import { parseFlags, type StartFlags } from "./start/flags.ts";
import { launch } from "./start/launch.ts";
import { stopRequest, whenAborted } from "./start/stop-request.ts";

// The address alone goes to standard output; a program that starts us reads it there.
const tell = (line: string) => console.error(line);

/** Serves until `signal` aborts, or fails when a part of it ends by itself. */
async function serve(flags: StartFlags, signal: AbortSignal): Promise<void> {
  const teardown = createTeardown();
  try {
    const { address, isPublic, ended } = await launch({ flags, teardown, signal, tell });
    tell("etcd explorer is running. Press Ctrl-C to stop it.");
    if (!isPublic) tell("The address contains the access token: anyone who opens it can use the explorer.");
    console.log(address);
    if (flags.open && isPublic) openBrowser(address);
    const sentence = await Promise.race([ended, whenAborted(signal)]);
    if (sentence !== undefined && !signal.aborted) throw new LaunchFailure(sentence);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await teardown.run();
  }
}

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags === "help") process.stdout.write(readFileSync(join(import.meta.dirname, "start", "help.txt")));
  else await serve(flags, stopRequest());
} catch (error) {
  console.error(formatFailure(error));
  process.exitCode = error instanceof LaunchFailure ? error.exitCode : 1;
}
