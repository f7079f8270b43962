import { queryOptions } from "@tanstack/react-query";
import { worker } from "#/api/client/page-client.ts";

/** What the server's configuration tells the browser: connections by name, and what is allowed. */
export const configQuery = queryOptions({ queryKey: ["config"], queryFn: ({ signal }) => worker.config(signal) });
