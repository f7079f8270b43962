import { queryOptions } from "@tanstack/react-query";
import { transport } from "#/api/client/page-client.ts";

/** What the server's configuration tells the browser: connections by name, and what is allowed. */
export const configQuery = queryOptions({ queryKey: ["config"], queryFn: ({ signal }) => transport.config(signal) });
