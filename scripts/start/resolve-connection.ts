/** From what a person gave to a connection that can be served: files read, addresses checked, passwords asked for. */
import { connectionNameRule, isConnectionName } from "@etcd-explorer/shared/model/connection-ref";
import { connectionColours } from "@etcd-explorer/shared/contract/schemas";
import type { Connection } from "../serve/connection.ts";
import { wrongUsage } from "./command-line.ts";
import type { ConnectionDraft, Given } from "./connection-draft.ts";
import { resolveCredentials, type AskPassword } from "./credentials.ts";
import { parseEndpoints } from "./endpoints.ts";
import { readTls } from "./pem-files.ts";

/** The connections, in their order. Fails with one sentence about the first that cannot be used. */
export async function resolveConnections(drafts: readonly ConnectionDraft[], ask: AskPassword): Promise<Connection[]> {
  const connections: Connection[] = [];
  // One after the other: each may have a question.
  for (const draft of drafts) {
    const connection = await resolveConnection(draft, ask);
    if (connections.some(({ name }) => name === connection.name)) {
      throw wrongUsage(`${draft.called} has the same name as another connection: “${connection.name}”.`);
    }
    connections.push(connection);
  }
  return connections;
}

async function resolveConnection(draft: ConnectionDraft, ask: AskPassword): Promise<Connection> {
  const { endpoints: addresses = { text: "", called: draft.called }, cacert, cert, serverName } = draft.fields;
  const { name, label, colour } = draft.fields;
  const tlsField = cacert ?? cert ?? serverName;
  const tls = await readTls(draft);
  const endpoints = parseEndpoints(addresses, tls !== undefined);
  if (tlsField !== undefined && endpoints.some((endpoint) => !endpoint.startsWith("https:"))) {
    throw wrongUsage(`${tlsField.called} requires https: ${addresses.called} uses http, which is not encrypted.`);
  }
  const credentials = await resolveCredentials(draft, ask);
  return {
    name: checkName(name),
    ...(label !== undefined && { label: label.text }),
    ...(colour !== undefined && { colour: checkColour(colour) }),
    ...(draft.production !== undefined && { production: draft.production }),
    readOnly: draft.readOnly,
    ...(draft.allowSnapshot === true && { allowSnapshot: true }),
    endpoints,
    ...credentials,
    ...(tls !== undefined && { tls }),
  };
}

function checkName(given: Given | undefined): string {
  if (given === undefined) return "default";
  if (isConnectionName(given.text)) return given.text;
  throw wrongUsage(`${given.called} ${connectionNameRule}.`);
}

function checkColour({ text, called }: Given): string {
  if (connectionColours.some((colour) => colour === text)) return text;
  throw wrongUsage(`${called} must be one of ${connectionColours.join(", ")}, not “${text}”.`);
}
