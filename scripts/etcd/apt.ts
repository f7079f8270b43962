/**
 * Debian packages without root. apt gets private folders for its lists and archives, so it neither needs nor changes
 * the machine's; it still brings the machine's proxies and mirrors, and checks signatures and checksums.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findExecutable } from "../process/find-executable.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { run } from "../process/run.ts";
import { aptMessage, chooseRepository } from "./apt-output.ts";

const minutesMs = 60_000;
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

export interface PackageRequest {
  packages: readonly string[];
  /** A Debian suite such as `trixie`; without one, the machine's own. */
  suite?: string;
  /** An empty folder, removed by the caller: apt's private state goes here. */
  workDir: string;
  /** Where the packages' files are unpacked to. */
  into: string;
  signal?: AbortSignal;
}

/** Options that keep apt out of the machine's state. The sandbox user could not enter our folders. */
function privateOptions(workDir: string): string[] {
  const settings = {
    "Dir::State::lists": join(workDir, "lists"),
    "Dir::Cache": join(workDir, "cache"),
    "APT::Sandbox::User": "root",
    "Acquire::Languages": "none",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
    "Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled": "false",
    "Acquire::Retries": "3",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
}

async function sourceOptions(request: PackageRequest): Promise<string[]> {
  if (request.suite === undefined) return [];
  const targets = await run("apt-get", [
    "indextargets",
    "--no-release-info",
    "--format",
    "$(REPO_URI) $(RELEASE) $(COMPONENT)",
    "Created-By: Packages",
  ]);
  const repository = chooseRepository(targets.stdout.toString());
  if (repository === undefined) throw new LaunchFailure("apt knows no Debian mirror on this machine.");
  const signedBy = existsSync(keyring) ? `[signed-by=${keyring}] ` : "";
  const list = join(request.workDir, "suite.list");
  await writeFile(list, `deb ${signedBy}${repository} ${request.suite} main\n`);
  return ["-o", `Dir::Etc::SourceList=${list}`, "-o", "Dir::Etc::SourceParts=-"];
}

/**
 * Fetches packages and unpacks them (`dpkg -x`: no scripts run, nothing is installed). Fails with apt's own reason.
 */
export async function unpackPackages(request: PackageRequest): Promise<void> {
  if (findExecutable(["apt-get"]) === undefined || findExecutable(["dpkg"]) === undefined) {
    throw new LaunchFailure("this machine has no apt-get and dpkg");
  }
  const { workDir } = request;
  const debs = join(workDir, "debs");
  for (const folder of ["lists/partial", "cache/archives/partial", "debs"]) {
    await mkdir(join(workDir, folder), { recursive: true });
  }
  const limits = { timeoutMs: 3 * minutesMs, ...(request.signal === undefined ? {} : { signal: request.signal }) };
  const download = (options: readonly string[]) =>
    run("apt-get", ["-q", ...options, "download", ...request.packages], { cwd: debs, ...limits });
  const options = [...privateOptions(workDir), ...(await sourceOptions(request))];
  // The machine's own lists are at hand unless its image was slimmed; another suite's never are.
  const atHand = request.suite === undefined && (await download(["-o", "APT::Sandbox::User=root"])).ok;
  if (!atHand) {
    const update = await run("apt-get", ["-q", ...options, "update"], limits);
    const result = await download(options);
    if (!result.ok) throw new LaunchFailure(aptMessage(`${update.output}\n${result.output}`));
  }
  await mkdir(request.into, { recursive: true });
  for (const name of await readdir(debs)) {
    if (!name.endsWith(".deb")) continue;
    const unpacked = await run("dpkg", ["-x", join(debs, name), request.into], limits);
    if (!unpacked.ok) throw new LaunchFailure(`dpkg could not unpack ${name}: ${unpacked.output.trim()}`);
  }
}
