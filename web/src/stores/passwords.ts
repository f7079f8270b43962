/** Passwords of free connections, in this tab's memory only: gone on reload, never in storage, a URL or a log. */
import { create } from "zustand";

export const usePasswords = create<Readonly<Record<string, string>>>()(() => ({}));

/** Remembers the password of a connection until the tab closes; undefined forgets it. */
export function rememberPassword(connectionId: string, password: string | undefined): void {
  usePasswords.setState((known) => {
    const others = Object.fromEntries(Object.entries(known).filter(([id]) => id !== connectionId));
    return password === undefined || password === "" ? others : { ...others, [connectionId]: password };
  }, true);
}
