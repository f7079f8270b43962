import { useParams } from "@tanstack/react-router";
import { LocksScreen } from "#/features/locks/locks-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/locks`. */
export function LocksRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/locks" });
  return (
    <ConnectedRoute name={name} hasPast>
      {() => <LocksScreen />}
    </ConnectedRoute>
  );
}
