import { useParams } from "@tanstack/react-router";
import { ConsoleScreen } from "#/features/console/console-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/console`. */
export function ConsoleRoute() {
  const { connection } = useParams({ from: "/c/$connection/console" });
  return <ConnectedRoute name={connection}>{() => <ConsoleScreen />}</ConnectedRoute>;
}
