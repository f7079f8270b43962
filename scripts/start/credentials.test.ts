import { expect, it } from "vitest";
import type { ConnectionDraft } from "./connection-draft.ts";
import { resolveCredentials } from "./credentials.ts";

const draft = (user?: string, password?: string, called = "--password"): ConnectionDraft => ({
  fields: {
    ...(user !== undefined && { user: { text: user, called: "--user" } }),
    ...(password !== undefined && { password: { text: password, called } }),
  },
  readOnly: false,
  folder: "/",
  called: "--endpoints",
});
const noTerminal = () => Promise.resolve(undefined);

it("are none without a user", async () => {
  expect(await resolveCredentials(draft(), noTerminal)).toBeUndefined();
  expect(await resolveCredentials(draft(undefined, "p", "ETCDCTL_PASSWORD"), noTerminal)).toBeUndefined();
  await expect(resolveCredentials(draft(undefined, "hunter2"), noTerminal)).rejects.toThrow(
    "--password requires a user.",
  );
});

it("are split at the first colon, unless the password stands beside", async () => {
  expect(await resolveCredentials(draft("me:a:b"), noTerminal)).toEqual({ username: "me", password: "a:b" });
  expect(await resolveCredentials(draft("me:a", "b"), noTerminal)).toEqual({ username: "me:a", password: "b" });
});

it("are completed on the terminal, which is asked once and by name", async () => {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve("typed");
  };
  expect(await resolveCredentials(draft("me"), ask)).toEqual({ username: "me", password: "typed" });
  expect(asked).toEqual(["Password for me (--endpoints): "]);
});

it.each([
  ["me", "--user has the user me but no password. Set ETCDCTL_PASSWORD, or start in a terminal to be asked."],
  ["me:", "--user has the user me but no password. Set ETCDCTL_PASSWORD, or start in a terminal to be asked."],
  [":hunter2", "--user requires a name before the colon."],
])("are refused as “%s”, without quoting a password", async (user, sentence) => {
  const refused = resolveCredentials(draft(user), noTerminal);
  await expect(refused).rejects.toThrow(sentence);
  await expect(refused).rejects.not.toThrow("hunter2");
});
