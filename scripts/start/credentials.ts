/** Who a connection signs in as. */
import { wrongUsage } from "./command-line.ts";
import type { ConnectionDraft } from "./connection-draft.ts";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Asks a person for a password; undefined where there is no terminal to ask on. */
export type AskPassword = (question: string) => Promise<string | undefined>;

/**
 * The user and password of a draft: `user` as `NAME` or `NAME:PASSWORD`, `password` beside it, or else asked for. As
 * with etcdctl a `password` beside it makes the whole of `user` the name. Undefined where no user is given.
 */
export async function resolveCredentials(draft: ConnectionDraft, ask: AskPassword): Promise<Credentials | undefined> {
  const { user, password } = draft.fields;
  if (user === undefined) {
    // A variable that is there for everyday use is no mistake.
    if (password === undefined || password.called === "ETCDCTL_PASSWORD") return undefined;
    throw wrongUsage(`${password.called} requires a user.`);
  }
  const colon = password === undefined ? user.text.indexOf(":") : -1;
  const username = colon === -1 ? user.text : user.text.slice(0, colon);
  if (username === "") throw wrongUsage(`${user.called} requires a name before the colon.`);
  const known = password?.text ?? (colon === -1 ? undefined : user.text.slice(colon + 1));
  if (known !== undefined && known !== "") return { username, password: known };
  if (known === undefined) {
    const typed = await ask(`Password for ${username} (${draft.called}): `);
    if (typed !== undefined && typed !== "") return { username, password: typed };
  }
  throw wrongUsage(
    `${user.called} has the user ${username} but no password. Set ETCDCTL_PASSWORD, or start in a terminal to be asked.`,
  );
}
