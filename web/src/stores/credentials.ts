/** Who one signs in as, in this tab's memory only: gone on reload, never in storage, a URL or a log. */
import { create } from "zustand";
import { forgetNames } from "./confirmed-names.ts";

/** Who asks. */
export interface Credentials {
  readonly username: string;
  /** A secret. */
  readonly password: string;
}

export const useCredentials = create<Readonly<Record<string, Credentials>>>()(() => ({}));

/** Remembers the user and password of a connection until the tab closes; undefined forgets them. */
export function rememberCredentials(connectionId: string, credentials: Credentials | undefined): void {
  // Somebody else may sit there now.
  forgetNames();
  useCredentials.setState((known) => {
    const others = Object.fromEntries(Object.entries(known).filter(([id]) => id !== connectionId));
    return credentials === undefined ? others : { ...others, [connectionId]: credentials };
  }, true);
}
