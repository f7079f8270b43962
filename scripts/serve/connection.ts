/** A connection that the server knows by name. */

/** What TLS needs beyond the authorities that browsers trust. */
export interface ConnectionTls {
  /** PEM each. None: those that browsers trust. */
  readonly authorities: readonly string[];
  /** PEM; what the server is shown where it wants a client certificate. */
  readonly keypair?: { readonly certificateChain: string; readonly privateKey: string } | undefined;
  /** The name in the server's certificate, where it is not the address. */
  readonly serverName?: string;
}

export interface Connection {
  name: string;
  label?: string;
  colour?: string;
  /** Whether it leads to production, whatever name and colour suggest. */
  production?: boolean;
  /** It was started with the explorer: what it holds is thrown away at the end. */
  sample?: boolean;
  readOnly: boolean;
  /** Lets snapshots through while `readOnly`. */
  allowSnapshot?: boolean;
  /** `http://HOST:PORT` each, or `https://HOST:PORT` each. */
  endpoints: readonly string[];
  username?: string;
  password?: string;
  tls?: ConnectionTls;
}
