/** `user`, `role` and `auth`. */
import { permissionTypes, rootName, type PermissionType } from "../../../model/auth.ts";
import { asKey, decodeUtf8, type Key } from "../../../model/bytes.ts";
import { FailureError } from "../../../model/failure.ts";
import { openEnd, prefixEnd } from "../../../model/range.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import type { Json } from "../../../model/json.ts";
import { base64, compact, readList } from "../../../wire/fields.ts";
import type { Part } from "../print/output.ts";
import {
  printAuthStatus,
  printDone,
  printPermissionRevoked,
  printRole,
  printRoles,
  printUser,
  printUsers,
} from "../print/print-auth.ts";
import { riskOf } from "./plan-members.ts";
import { argumentsOf, countProblem, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan } from "./command-context.ts";

type Words = readonly string[];

/** A call whose answer says no more than that it is done. */
function done(path: string, body: Json, words: readonly Part[]): Plan {
  return {
    writes: true,
    ...riskOf(path),
    run: async ({ call, print, style }) => print(printDone(await call(path, body), words, style)),
  };
}

interface Simple {
  readonly count: number;
  readonly plan: (words: Words, read: ReadCommand) => Plan | LineProblem;
}

const reading = (run: Plan["run"]): Plan => ({ writes: false, run });

/** The commands whose arguments are so many words of text. */
const simple: Readonly<Record<string, Simple>> = {
  "user add": { count: 1, plan: ([user = ""], read) => planUserAdd(user, read) },
  "user passwd": { count: 1, plan: ([user = ""], read) => planPassword(user, read) },
  "user delete": {
    count: 1,
    plan: ([name = ""]) => done("/v3/auth/user/delete", { name }, [`User ${name} deleted`]),
  },
  "user get": {
    count: 1,
    plan: ([user = ""], { flags }) => reading((context) => showUser(context, user, flags.on.has("detail"))),
  },
  "user list": {
    count: 0,
    plan: () =>
      reading(async ({ call, print, style }) => print(printUsers(await call("/v3/auth/user/list", {}), style))),
  },
  "user grant-role": {
    count: 2,
    plan: ([user = "", role = ""]) =>
      done("/v3/auth/user/grant", { user, role }, [`Role ${role} is granted to user ${user}`]),
  },
  "user revoke-role": {
    count: 2,
    plan: ([name = "", role = ""]) =>
      done("/v3/auth/user/revoke", { name, role }, [`Role ${role} is revoked from user ${name}`]),
  },
  "role add": { count: 1, plan: ([name = ""]) => done("/v3/auth/role/add", { name }, [`Role ${name} created`]) },
  "role delete": { count: 1, plan: ([role = ""]) => done("/v3/auth/role/delete", { role }, [`Role ${role} deleted`]) },
  "role get": {
    count: 1,
    plan: ([role = ""]) =>
      reading(async ({ call, print, style }) =>
        print(printRole(await call("/v3/auth/role/get", { role }), role, style)),
      ),
  },
  "role list": {
    count: 0,
    plan: () =>
      reading(async ({ call, print, style }) => print(printRoles(await call("/v3/auth/role/list", {}), style))),
  },
  "auth enable": { count: 0, plan: () => ({ writes: true, ...riskOf("/v3/auth/enable"), run: enable }) },
  "auth disable": {
    count: 0,
    plan: () => ({
      writes: true,
      ...riskOf("/v3/auth/disable"),
      run: async ({ call, print }) => {
        await call("/v3/auth/disable", {});
        print(["Authentication Disabled\n"]);
      },
    }),
  },
  "auth status": {
    count: 0,
    plan: () =>
      reading(async (context) => {
        if (context.style.minor <= 4) context.printError("Error: auth status requires etcd 3.5 or later.");
        else context.print(printAuthStatus(await context.call("/v3/auth/status", {}), context.style));
      }),
  },
};

/** The plan of a command on users, roles and authentication. */
export function planAuth(read: ReadCommand): Plan | LineProblem {
  const { name } = read.command;
  const known = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (known === undefined) return planPermission(read);
  const words = argumentsOf(read, known.count);
  return isLineProblem(words) ? words : known.plan(words, read);
}

function planUserAdd(argument: string, read: ReadCommand): Plan | LineProblem {
  const path = "/v3/auth/user/add";
  if (read.flags.on.has("no-password")) {
    const body = { name: argument, options: { no_password: true } };
    return done(path, body, [`User ${argument} created`]);
  }
  const flagged = read.flags.text.get("new-user-password")?.value ?? "";
  if (flagged !== "") return done(path, { name: argument, password: flagged }, [`User ${argument} created`]);
  const colon = argument.indexOf(":");
  const name = colon === -1 ? argument : argument.slice(0, colon);
  const password = colon === -1 ? typedPassword(read) : argument.slice(colon + 1);
  if (name === "") return { column: 0, message: "The user name cannot be empty." };
  if (password === undefined) {
    return { column: 0, message: `Enter the password on the next line (Shift+Enter), or as ${name}:PASSWORD.` };
  }
  return done(path, { name, password }, [`User ${name} created`]);
}

function planPassword(name: string, read: ReadCommand): Plan | LineProblem {
  const password = typedPassword(read);
  if (password === undefined) {
    return { column: 0, message: "Enter the new password on the next line (Shift+Enter)." };
  }
  return done("/v3/auth/user/changepw", { name, password }, ["Password updated"]);
}

/** The first line of standard input. */
function typedPassword({ input }: ReadCommand): string | undefined {
  const line = input === undefined ? "" : (decodeUtf8(input)?.split("\n", 1)[0] ?? "");
  return line === "" ? undefined : line;
}

async function showUser({ call, print, style }: CommandContext, user: string, detail: boolean): Promise<void> {
  const answer = await call("/v3/auth/user/get", { name: user });
  if (!detail) {
    print(printUser(answer, user, style));
    return;
  }
  print([`User: ${user}\n`]);
  for (const role of readList(answer, "roles", String)) {
    print(["\n", ...printRole(await call("/v3/auth/role/get", { role }), role, style)]);
  }
}

const rootRoleMissing = "root user does not have root role";

/** As etcdctl does: where root lacks its role, it is made and given first. */
async function enable({ call, print }: CommandContext): Promise<void> {
  try {
    await call("/v3/auth/enable", {});
  } catch (error) {
    const wanted = error instanceof FailureError && error.message.includes(rootRoleMissing);
    if (!wanted) throw error;
    await call("/v3/auth/role/add", { name: rootName });
    await call("/v3/auth/user/grant", { user: rootName, role: rootName });
    await call("/v3/auth/enable", {});
  }
  print(["Authentication Enabled\n"]);
}

function planPermission(read: ReadCommand): Plan | LineProblem {
  const grants = read.command.name === "role grant-permission";
  const least = grants ? 3 : 2;
  const problem = countProblem(read.command, read.flags, least, least + 1);
  if (problem !== undefined) return problem;
  const [first, second] = read.flags.words;
  const role = first === undefined ? "" : (decodeUtf8(first.bytes) ?? "");
  const range = permissionRange(read, least - 1);
  if (isLineProblem(range)) return range;
  const body = compact({ key: base64(range.key), range_end: base64(range.rangeEnd) });
  if (!grants) {
    return {
      writes: true,
      ...riskOf("/v3/auth/role/revoke"),
      run: async ({ call, print, style }) => {
        const answer = await call("/v3/auth/role/revoke", { role, ...body });
        const key = second?.bytes ?? range.key;
        print(printPermissionRevoked(answer, { role, key, rangeEnd: range.rangeEnd }, style));
      },
    };
  }
  const type = permissionType(second === undefined ? "" : (decodeUtf8(second.bytes) ?? ""));
  if (type === undefined) {
    return { column: second?.start ?? 0, message: "The permission must be read, write or readwrite." };
  }
  return done("/v3/auth/role/grant", { name: role, perm: { permType: type, ...body } }, [`Role ${role} updated`]);
}

function permissionType(text: string): PermissionType | undefined {
  return permissionTypes.find((type) => type === text.toUpperCase());
}

/** An empty end: one key. Source: etcdctl's permRange. */
function permissionRange(
  { flags }: ReadCommand,
  at: number,
): { readonly key: Key; readonly rangeEnd: Key } | LineProblem {
  const [start, end] = flags.words.slice(at);
  const [prefix, fromKey] = [flags.on.has("prefix"), flags.on.has("from-key")];
  const column = start?.start ?? 0;
  if (prefix && fromKey) return { column, message: "Use --prefix or --from-key, not both." };
  if (end !== undefined && (prefix || fromKey)) {
    return { column: end.start, message: "--prefix and --from-key do not take a range end." };
  }
  const key = asKey(start?.bytes ?? new Uint8Array());
  const none = asKey(new Uint8Array());
  if (key.length === 0) return { key: openEnd, rangeEnd: prefix || fromKey ? openEnd : none };
  if (prefix) return { key, rangeEnd: prefixEnd(key) };
  if (fromKey) return { key, rangeEnd: openEnd };
  return { key, rangeEnd: end === undefined ? none : asKey(end.bytes) };
}
