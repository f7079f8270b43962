import { useParams } from "@tanstack/react-router";
import { AccessScreen } from "#/features/access/access-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/access`. */
export function AccessRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/access" });
  return <ConnectedRoute name={name}>{() => <AccessScreen />}</ConnectedRoute>;
}
