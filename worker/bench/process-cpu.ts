/** What the kernel says of a process's use of the processor. */
import { readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second for every program (Linux, USER_HZ). */
const tickMs = 10;

/** The time that a process's threads have run so far, in user and kernel mode, in milliseconds (Linux). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // proc(5): utime and stime are fields 14 and 15; the name, field 2, may hold spaces and ends with the last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
