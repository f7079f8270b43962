import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDir } from "../process/temp-dir.ts";
import { readConnectionsFile } from "./connections-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "connections-file-"));
});
afterEach(() => removeDir(folder));

async function read(content: unknown, mode = 0o600) {
  const file = join(folder, "connections.json");
  await rm(file, { force: true });
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  await chmod(file, mode);
  return readConnectionsFile(file);
}
const minimal = { name: "prod", endpoints: ["https://a:1", "https://b:2"] };

it("gives each entry with its fields, and paths relative to the file", async () => {
  const [first, second] = await read([
    { ...minimal, readOnly: true, production: false, cacert: "ca.pem", user: "me:mine" },
    { name: "dev", endpoints: "c:3,d:4", readOnly: true, allowSnapshot: true },
  ]);
  const file = join(folder, "connections.json");
  expect(first).toEqual({
    fields: {
      name: { text: "prod", called: `name of entry 1 in ${file}` },
      endpoints: { text: "https://a:1,https://b:2", called: `endpoints of entry 1 in ${file}` },
      cacert: { text: "ca.pem", called: `cacert of entry 1 in ${file}` },
      user: { text: "me:mine", called: `user of entry 1 in ${file}` },
    },
    readOnly: true,
    production: false,
    folder,
    called: `entry 1 in ${file}`,
  });
  expect(second).toMatchObject({ fields: { endpoints: { text: "c:3,d:4" } }, readOnly: true, allowSnapshot: true });
});

it.each([
  ["[{hunter2", "must be a JSON list of connections."],
  [{ hunter2: 1 }, "must be a JSON list of connections."],
  [["hunter2"], "entry 1 must be an object."],
  [
    [minimal, { ...minimal, readonly: "hunter2" }],
    "entry 2 has an unknown field. Fields: endpoints, cacert, cert, key, serverName, user, password, name, label, colour, readOnly, allowSnapshot, production.",
  ],
  [[{ ...minimal, readOnly: "hunter2" }], "entry 1 readOnly must be true or false."],
  [[{ ...minimal, allowSnapshot: 1 }], "entry 1 allowSnapshot must be true or false."],
  [[{ ...minimal, production: "hunter2" }], "entry 1 production must be true or false."],
  [[{ ...minimal, production: null }], "entry 1 production must be true or false."],
  [[{ ...minimal, endpoints: ["hunter2", 7] }], "entry 1 endpoints must be text."],
  [[{ ...minimal, cert: "" }], "entry 1 cert must be text."],
  [[{ endpoints: "a" }], "entry 1 requires a name."],
  [[{ name: "a", password: "hunter2" }], "entry 1 requires endpoints."],
])("refuses %j, and quotes nothing of it", async (content, sentence) => {
  const refused = read(content);
  await expect(refused).rejects.toThrow(sentence);
  await expect(refused).rejects.toThrow("connections.json");
  await expect(refused).rejects.not.toThrow("hunter2");
});

it("refuses a file with a password that anybody else may read or write, and says what to do", async () => {
  for (const secret of [{ password: "p" }, { user: "me:p" }]) {
    for (const mode of [0o644, 0o640, 0o604, 0o620, 0o610]) {
      await expect(read([{ ...minimal, ...secret }], mode)).rejects.toThrow(
        /other users can access it: run chmod 600 .*json/,
      );
    }
    for (const mode of [0o600, 0o400]) await expect(read([{ ...minimal, ...secret }], mode)).resolves.toHaveLength(1);
  }
  await expect(read([{ ...minimal, user: "me" }], 0o644)).resolves.toHaveLength(1);
});

it.runIf(process.getuid?.() === 0)("refuses a file with a password that belongs to another user", async () => {
  await read([{ ...minimal, password: "p" }]);
  const file = join(folder, "connections.json");
  await chown(file, 65_534, 65_534);
  await expect(readConnectionsFile(file)).rejects.toThrow(
    "contains a password and belongs to another user: make your own copy with mode 600.",
  );
});

it("says that there is no such file", async () => {
  await expect(readConnectionsFile(join(folder, "none.json"))).rejects.toThrow(
    /none\.json cannot be read \(ENOENT\)\.$/,
  );
});
