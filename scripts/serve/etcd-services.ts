/**
 * The way to each etcd that needs more than the platform's own TLS: a service of workerd an endpoint, bound to the app,
 * which verifies the server, shows the client certificate, and leads nowhere else.
 */
import type { Connection, ConnectionTls } from "./connection.ts";

export interface EtcdService {
  /** What the app knows it by. */
  readonly binding: string;
  /** `HOST:PORT`, an IPv6 host in brackets. */
  readonly address: string;
  /** Never absent: without it, workerd would talk in clear, whatever the app asks for. */
  readonly tls: ConnectionTls;
  /** The name or address that the server's certificate must have. */
  readonly certificateHost: string;
}

export interface EtcdServices {
  /** The app's variable CONNECTIONS: passwords, but no keys. */
  readonly connections: string;
  readonly services: readonly EtcdService[];
}

/** The services of all connections, and the connections as the app is told them. */
export function planEtcdServices(connections: readonly Connection[]): EtcdServices {
  const services: EtcdService[] = [];
  const entries = connections.map(({ tls, ...rest }) => {
    if (tls === undefined) return rest;
    const endpoints = rest.endpoints.map((endpoint) => {
      if (!endpoint.startsWith("https://"))
        throw new Error(`The connection ${rest.name} has certificates without TLS.`);
      const address = endpoint.slice("https://".length);
      const binding = `ETCD${services.length}`;
      const host = address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
      services.push({ binding, address, tls, certificateHost: tls.serverName ?? host });
      return {
        address: endpoint,
        binding,
        ...(tls.serverName !== undefined && { serverName: tls.serverName }),
        clientCertificate: tls.keypair !== undefined,
      };
    });
    return { ...rest, endpoints };
  });
  return { connections: JSON.stringify(entries), services };
}
