/** What was typed, as a plan that can be carried out; or help; or what is wrong with it, and where. */
import { decodeUtf8, type Bytes } from "../../../model/bytes.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { helpText } from "../read/help-text.ts";
import type { Elsewhere } from "../read/other-commands.ts";
import type { Style } from "../print/output.ts";
import { planAuth } from "./plan-auth.ts";
import { planEndpoints } from "./plan-endpoints.ts";
import { wordsOf } from "./passing-failure.ts";
import { planKeys } from "./plan-keys.ts";
import { planLeases } from "./plan-leases.ts";
import { planMembers } from "./plan-members.ts";
import { readCommand, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan } from "./command-context.ts";

export type Understood =
  | PlannedCommand
  | { readonly kind: "help"; readonly text: string }
  /** etcdctl has it, and the console does not run it. */
  | { readonly kind: "elsewhere"; readonly message: string; readonly screen: Elsewhere["screen"] }
  | { readonly kind: "problem"; readonly problem: LineProblem };

export interface PlannedCommand {
  readonly kind: "plan";
  /** The command: `lease keep-alive`. */
  readonly name: string;
  readonly plan: Plan;
  readonly style: Pick<Style, "format" | "hex">;
  /** What was passed over, in a sentence. */
  readonly note: string | undefined;
}

/** Understands one command of etcdctl's. */
export function planCommand(text: string): Understood {
  const read = readCommand(text);
  if (isLineProblem(read)) return { kind: "problem", problem: read };
  if ("help" in read) return { kind: "help", text: helpText(read.help) };
  if ("about" in read) {
    return {
      kind: "elsewhere",
      message: `${read.name} is not available in the console. ${read.about}`,
      screen: read.screen,
    };
  }
  const plan = planOf(read);
  if (isLineProblem(plan)) return { kind: "problem", problem: plan };
  if (leavesInput(read)) {
    const message = `One command at a time: ${read.command.name} does not read further lines.`;
    return { kind: "problem", problem: { column: text.indexOf("\n"), message } };
  }
  const note = passedOverNote(read);
  const asked =
    note !== undefined && read.addressesOther && plan.writes ? { ...plan, risk: joined(plan.risk, note) } : plan;
  return { kind: "plan", name: read.command.name, plan: asked, style: { format: read.format, hex: read.hex }, note };
}

/** A command that was meant for another etcd or user must not write here unasked. */
function passedOverNote({ passedOver, addressesOther }: ReadCommand): string | undefined {
  if (passedOver.length === 0) return undefined;
  const verb = passedOver.length === 1 ? "is" : "are";
  const why = addressesOther ? "The console uses this connection." : "The connection's own limits apply.";
  return `${new Intl.ListFormat("en").format(passedOver)} ${verb} ignored. ${why}`;
}

function joined(risk: string | undefined, note: string): string {
  return risk === undefined ? note : `${risk} ${note}`;
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
  if (input === undefined || isBlank(input)) return false;
  if (command.name === "put") return flags.words.length !== 1;
  return !readsInput.has(command.name);
}

const readsInput: ReadonlySet<string> = new Set(["txn", "user add", "user passwd"]);

/** Blank lines and comments after a command are no second one. */
function isBlank(input: Bytes): boolean {
  const text = decodeUtf8(input);
  return text !== undefined && text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
}

/** Carries a plan out; what etcd refuses is printed as etcdctl prints it. True: it went well. */
export async function runPlan(plan: Plan, context: CommandContext): Promise<boolean> {
  let ok = true;
  const watched: CommandContext = {
    ...context,
    printError: (text) => {
      ok = false;
      context.printError(text);
    },
  };
  try {
    await plan.run(watched);
  } catch (error) {
    watched.printError(`Error: ${wordsOf(error)}`);
  }
  return ok;
}
