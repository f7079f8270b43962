import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { StatePanel } from "#/ui/state-panel.tsx";

/** A URL that leads nowhere. */
export function NotFoundRoute() {
  return (
    <StatePanel icon={<Compass />} title="Page not found">
      <p>
        The link may be incomplete or from another version.{" "}
        <Link to="/" className="text-accent underline">
          Go to connections
        </Link>
      </p>
    </StatePanel>
  );
}
