/** What the tests against real etcds are given: `inject("etcds")`, `inject("app")`. */

export interface ProvidedEtcd {
  version: string;
  host: string;
  port: number;
  /** `http://HOST:PORT`. */
  endpoint: string;
  /** The path of the etcdctl of the same version. */
  etcdctl: string;
}

export interface ProvidedApp {
  /** Where the built app and its interface are served: `http://HOST:PORT`. */
  origin: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** One running etcd a version, the oldest first. They are shared: a test uses a key prefix of its own. */
    etcds: ProvidedEtcd[];
    /** Knows the first etcd as the connection `sample`; any other target is allowed too. */
    app: ProvidedApp;
  }
}
