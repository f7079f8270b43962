/** A command as it may be kept and shown again: without the password that it holds. */

/**
 * The command up to where a password could begin. Commands that set one keep their name and the user at most; flags
 * that carry one end what is kept.
 */
export function withoutSecrets(text: string): string {
  const flag = /\s--?(?:user|password|new-user-password)\b/.exec(text);
  const head = flag === null ? text : text.slice(0, flag.index);
  const match = /^(\s*(?:etcdctl\s+)?user\s+(?:add|passwd))\b(?:\s+([^\s:'"$-][^\s:'"$]*))?/.exec(head);
  if (match === null) return head;
  const [, command = "", user] = match;
  return user === undefined ? command : `${command} ${user}`;
}
