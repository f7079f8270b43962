import { useParams } from "@tanstack/react-router";
import { ClusterScreen } from "#/features/cluster/cluster-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/cluster`. */
export function ClusterRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/cluster" });
  return <ConnectedRoute name={name}>{() => <ClusterScreen />}</ConnectedRoute>;
}
