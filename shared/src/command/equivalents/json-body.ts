import type { GatewayCall } from "./request.ts";
import type { Equivalent } from "./target.ts";

/** The body that etcd's gateway gets, indented for people. Keys and values in it are base64. */
export function formatBody({ path, body }: GatewayCall): Equivalent {
  return { text: JSON.stringify(body, undefined, 2), notes: [`Request body of POST ${path}.`] };
}
