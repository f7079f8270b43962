/** Opens the person's browser. */
import { spawn } from "node:child_process";

/** The command that opens an address, or undefined where there is no screen to open it on. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly [command: string, ...args: string[]] | undefined {
  if (platform === "darwin") return ["open"];
  // `start` takes its first quoted argument for a window's title.
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  const hasScreen = [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((value) => value !== undefined && value !== "");
  return hasScreen ? ["xdg-open"] : undefined;
}

/** Opens `url` if it can. Nobody waits for it, and nobody minds if it fails: the address is printed as well. */
export function openBrowser(url: string): void {
  const found = browserCommand(process.platform, process.env);
  if (found === undefined) return;
  const [command, ...args] = found;
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
