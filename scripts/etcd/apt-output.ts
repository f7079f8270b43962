/** Reads what apt prints. */

/**
 * The address of the archive that carries Debian's suites, from lines `ADDRESS RELEASE COMPONENT` of
 * `apt-get indextargets`. A machine may have others beside it (security, updates, third parties): a release without a
 * suffix and a path that ends in `debian` is the archive itself.
 */
export function chooseRepository(targets: string): string | undefined {
  const candidates: string[] = [];
  for (const line of targets.split("\n")) {
    const [address, release, component] = line.trim().split(" ");
    if (address === undefined || release === undefined || component !== "main") continue;
    if (/^[a-z]+$/.test(release)) candidates.push(address);
  }
  return candidates.find((address) => /\/debian\/?$/.test(address)) ?? candidates[0];
}

/** The first error that apt reports, as part of a sentence; where it reports none, its last line. */
export function aptMessage(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const error = lines.find((line) => line.startsWith("E: ")) ?? lines.findLast((line) => line !== "");
  return (error ?? "apt-get gave no reason").replace(/^E: /, "").replace(/\.$/, "");
}
