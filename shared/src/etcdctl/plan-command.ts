/** What was typed, as a plan that can be carried out; or help; or what is wrong with it, and where. */
import { isLineProblem, type LineProblem } from "../txn-text/argify.ts";
import { helpText } from "./help-text.ts";
import type { Style } from "./output.ts";
import { planAuth } from "./plan-auth.ts";
import { planEndpoints, wordsOf } from "./plan-endpoints.ts";
import { planKeys } from "./plan-keys.ts";
import { planLeases } from "./plan-leases.ts";
import { planMembers } from "./plan-members.ts";
import { readCommand, type ReadCommand } from "./read-command.ts";
import type { ConsoleWorld, Plan } from "./world.ts";

export type Understood =
  | { readonly kind: "plan"; readonly plan: Plan; readonly style: Pick<Style, "format" | "hex"> }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: LineProblem };

/** Understands one command of etcdctl's. */
export function planCommand(text: string): Understood {
  const read = readCommand(text);
  if (isLineProblem(read)) return { kind: "problem", problem: read };
  if ("help" in read) return { kind: "help", text: helpText(read.help) };
  const plan = planOf(read);
  if (isLineProblem(plan)) return { kind: "problem", problem: plan };
  if (leavesInput(read)) {
    const message = `One command at a time: ${read.command.name} does not read what stands on further lines.`;
    return { kind: "problem", problem: { column: text.indexOf("\n"), message } };
  }
  return { kind: "plan", plan, style: { format: read.format, hex: read.hex } };
}

function planOf(read: ReadCommand): Plan | LineProblem {
  const [first] = read.command.name.split(" ", 1);
  switch (first) {
    case "get":
    case "put":
    case "del":
    case "txn":
    case "watch":
      return planKeys(read);
    case "lease":
      return planLeases(read);
    case "endpoint":
    case "defrag":
      return planEndpoints(read);
    case "user":
    case "role":
    case "auth":
      return planAuth(read);
    case undefined:
    default:
      return planMembers(read);
  }
}

/** Whether lines were given that the command would pass over: a second command that was pasted with the first. */
function leavesInput({ command, flags, input }: ReadCommand): boolean {
  if (input === undefined || input.every((byte) => byte === lineFeed || byte === space)) return false;
  if (command.name === "put") return flags.words.length !== 1;
  return !readsInput.has(command.name);
}

const readsInput: ReadonlySet<string> = new Set(["txn", "user add", "user passwd"]);
const [lineFeed, space] = [0x0a, 0x20];

/** Carries a plan out; what etcd refuses is printed as etcdctl prints it. True: it went well. */
export async function runPlan(plan: Plan, world: ConsoleWorld): Promise<boolean> {
  let ok = true;
  const watched: ConsoleWorld = {
    ...world,
    printError: (text) => {
      ok = false;
      world.printError(text);
    },
  };
  try {
    await plan.run(watched);
  } catch (error) {
    watched.printError(`Error: ${wordsOf(error)}`);
  }
  return ok;
}
