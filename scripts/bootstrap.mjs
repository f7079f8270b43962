/**
 * What `npm start` and `npm test` run first, on any Node from 20: installs what the lock file says with the pinned
 * pnpm, then hands over to scripts/NAME.ts under the pinned Node. Nothing here needs an installed package.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pnpmVersion = "12.21.0";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
const helpFile = join(root, "scripts", name ?? "", "help.txt");
const stampFile = join(root, "node_modules", ".install-stamp");

/** Ends with one sentence. */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** A hash over everything that decides what is installed, and on what kind of machine. */
function installHash() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${pnpmVersion}\n`);
  const manifests = ["", ...readdirSync(root).toSorted()].map((folder) => join(folder, "package.json"));
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

/** npm's npx as a script: beside the npm that runs us, beside this Node, or on PATH. */
function findNpx() {
  const beside = dirname(process.env.npm_execpath ?? "");
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npx"));
  const candidates = [
    join(beside, "npx-cli.js"),
    join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npx-cli.js"),
    join(dirname(process.execPath), "node_modules", "npm", "bin", "npx-cli.js"),
    ...onPath,
  ];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) fail("npm is not installed. Install Node from nodejs.org, or Debian's package npm.");
  return realpathSync(found);
}

function install() {
  const hash = installHash();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return;
  console.error("Installing…");
  const command = [findNpx(), "--yes", `pnpm@${pnpmVersion}`, "install", "--frozen-lockfile"];
  // CI: pnpm asks no questions, not even before it replaces an older node_modules.
  const result = spawnSync(process.execPath, command, {
    cwd: root,
    env: { ...process.env, CI: "true" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim());
    // Ctrl-C reaches the install as well; that is no failure of it.
    if (result.signal === "SIGINT") process.exit(130);
    fail("Could not install the packages: see the error above. Is the registry reachable?");
  }
  writeFileSync(stampFile, hash);
}

/** The Node that the packages bring; where its package has none for this machine, the one that runs us will do. */
function findNode() {
  const pinned = join(root, "node_modules", ".bin", "node");
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Node ${process.versions.node} is too old, and the package node has none for this machine. Install Node 24.`,
  );
}

const procFolder = existsSync("/proc/self/stat");

/** The parent of a process, and what it runs; undefined where there is no such process. */
function processOf(pid) {
  try {
    const text = procFolder
      ? readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^\d+ \((.*)\) \S (\d+)[^]*$/, "$2 $1")
      : spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
    const [, parent, command] = /^(\d+) (.*)$/.exec(text) ?? [];
    return parent === undefined ? undefined : { parent: Number(parent), command };
  } catch {
    return undefined;
  }
}

/**
 * Whether what started us is gone. npm runs us through a shell that passes no signal on and outlives a killed npm: then
 * all that can be seen is that the shell has another parent, or that we have.
 */
function watchStarter() {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const shell = process.ppid;
  const before = processOf(shell);
  // A shell that has become us by exec leaves npm itself as the parent, whose own parent may go when it likes.
  const watched = /(?:^|\/|-)(?:sh|bash|dash|zsh|ksh|busybox)$/.test(before?.command ?? "") ? before : undefined;
  return () => process.ppid !== shell || (watched !== undefined && processOf(shell)?.parent !== watched.parent);
}

function handOver() {
  const script = join(root, "scripts", `${name}.ts`);
  // The channel carries nothing: when we are killed it breaks, and the child stops what it started.
  // Type stripping is stable in the pinned Node; the call that strips the types of workerd's modules still warns.
  const child = spawn(findNode(), ["--disable-warning=ExperimentalWarning", script, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // Ctrl-C reaches the whole group from the terminal; a signal to us alone must be passed on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const isOrphaned = watchStarter();
  setInterval(() => isOrphaned() && child.kill("SIGTERM"), procFolder ? 250 : 2000).unref();
  child.on("error", (error) => fail(`Could not start Node: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

if (name === undefined || !existsSync(helpFile)) fail("Run npm start or npm test instead of this script.");
if (args.includes("--help") || args.includes("-h")) {
  process.stdout.write(readFileSync(helpFile));
} else {
  install();
  handOver();
}
