/** Whom the equivalents of a request speak to. Never holds a secret: a password is always a variable of the shell. */

export interface EquivalentTarget {
  /**
   * `http://HOST:PORT` or `https://HOST:PORT`, in their order. Empty where the browser does not know them, since the
   * server keeps the addresses of its connections to itself: the commands then read them from variables.
   */
  readonly endpoints: readonly string[];
  /** Empty: nobody in particular. */
  readonly user: string;
  /** What the request to the worker carries to say where it goes, without the password. */
  readonly worker: WorkerTarget;
}

/** As in the contract: a `connection` that the server knows, or free endpoints. */
export type WorkerTarget =
  | { readonly connection: string }
  | { readonly endpoints: readonly string[] }
  | { readonly host: string; readonly port: number; readonly tls?: true };

/** A request in another spelling, or why there is none. */
export type Equivalent =
  | {
      readonly text: string;
      /** What one should know before using it, one sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly unavailable: string };

/** The variable in which people put the password: it stands in no command. */
export const passwordVariable = "ETCD_PASSWORD";
