import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "#/api/cache/query-client.ts";
import { lockRequests, logRequests, noteRevisions } from "#/api/client/page-client.ts";
import { noteSighting } from "#/api/clock/note-sighting.ts";
import { hintWatches } from "#/api/live/hints.ts";
import { logTraffic } from "#/api/live/traffic.ts";
import { followLocks } from "#/stores/locked-connections.ts";
import { isHeldReadOnly } from "#/components/held-read-only.ts";
import { followRequests } from "#/components/live/hint-watches.ts";
import { followSavedConnections } from "#/stores/saved-connections.ts";
import { noteTraffic } from "#/stores/live/traffic.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { createAppRouter } from "./routes/router.tsx";
import "./styles.css";

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no #root");

logRequests(noteRequest);
logTraffic(noteTraffic);
followRequests(hintWatches);
noteRevisions(noteSighting);
lockRequests(isHeldReadOnly);
followLocks(window);
followSavedConnections(window);

createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={createAppRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
