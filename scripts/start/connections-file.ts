/** The connections of `--connections FILE`: a JSON list with the fields of the flags. */
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { LaunchFailure } from "../process/launch-failure.ts";
import { draftFields, type ConnectionDraft, type DraftField, type Given } from "./connection-draft.ts";

const switchNames = ["readOnly", "allowSnapshot", "production"] as const;
type Switch = (typeof switchNames)[number];

/** The permissions of the group and of all others. */
const ofOthers = 0o077;

/**
 * Reads the file. Fails with one sentence that names the file, the entry and the field, and never quotes a value.
 * A file that holds a password must belong to this user and be readable by nobody else.
 */
export async function readConnectionsFile(file: string): Promise<ConnectionDraft[]> {
  const fail = (what: string) => new LaunchFailure(`--connections: ${file} ${what}.`, { exitCode: 2 });
  const { text, mode, uid } = await read(file).catch((error: unknown) => {
    throw fail(`cannot be read (${codeOf(error)})`);
  });
  const list = parseJson(text);
  if (!Array.isArray(list)) throw fail("must be a JSON list of connections");
  const folder = dirname(resolve(file));
  const drafts = list.map((entry: unknown, index) => {
    const at = `entry ${index + 1}`;
    return readEntry(entry, {
      called: `${at} in ${file}`,
      folder,
      fail: (what) => fail(`is invalid: ${at} ${what}`),
    });
  });
  if (process.platform !== "win32" && drafts.some(holdsPassword)) {
    const isOurs = uid === process.getuid?.();
    if (!isOurs) throw fail("contains a password and belongs to another user: make your own copy with mode 600");
    if ((mode & ofOthers) !== 0) throw fail(`contains a password and other users can access it: run chmod 600 ${file}`);
  }
  return drafts;
}

/** The text, and whose it is: of one and the same file, whatever happens to its name meanwhile. */
async function read(file: string): Promise<{ text: string; mode: number; uid: number }> {
  const handle = await open(file);
  try {
    const { mode, uid } = await handle.stat();
    return { text: await handle.readFile("utf8"), mode, uid };
  } finally {
    await handle.close();
  }
}

interface EntryPlace {
  readonly called: string;
  readonly folder: string;
  readonly fail: (what: string) => LaunchFailure;
}

function readEntry(entry: unknown, { called, folder, fail }: EntryPlace): ConnectionDraft {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) throw fail("must be an object");
  const fields: Partial<Record<DraftField, Given>> = {};
  const switches = new Map<Switch, boolean>();
  const members: [string, unknown][] = Object.entries(entry);
  for (const [name, value] of members) {
    const field = draftFields.find((known) => known === name);
    const switchName = switchNames.find((known) => known === name);
    if (switchName !== undefined) {
      // A guessed "no" would make writable what was to be only read, and ask nothing where it should.
      if (typeof value !== "boolean") throw fail(`${switchName} must be true or false`);
      switches.set(switchName, value);
    } else if (field === undefined) {
      throw fail(`has an unknown field. Fields: ${[...draftFields, ...switchNames].join(", ")}`);
    } else {
      const text = field === "endpoints" && Array.isArray(value) ? joinTexts(value) : value;
      if (typeof text !== "string" || text === "") throw fail(`${field} must be text`);
      fields[field] = { text, called: `${field} of ${called}` };
    }
  }
  if (fields.name === undefined) throw fail("requires a name");
  if (fields.endpoints === undefined) throw fail("requires endpoints");
  const production = switches.get("production");
  return {
    fields,
    readOnly: switches.get("readOnly") === true,
    ...(switches.get("allowSnapshot") === true && { allowSnapshot: true }),
    ...(production !== undefined && { production }),
    folder,
    called,
  };
}

function joinTexts(values: readonly unknown[]): string | undefined {
  return values.every((value) => typeof value === "string" && !value.includes(",")) ? values.join(",") : undefined;
}

function holdsPassword({ fields }: ConnectionDraft): boolean {
  return fields.password !== undefined || fields.user?.text.includes(":") === true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the reason, which quotes the text.
    return undefined;
  }
}

/** The name of a failure of the file system, such as ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "it failed";
}
