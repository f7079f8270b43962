import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { configQuery } from "#/api/connection/config-query.ts";
import { connectedScreens, screenTitles, type ConnectedScreen } from "#/features/shell/screens.ts";
import { Shell } from "#/features/shell/shell.tsx";
import { pageTitle } from "./address/page-title.ts";
import { placeSearch, shownPlace } from "./address/place-search.ts";
import { useSavedConnections } from "#/stores/saved-connections.ts";
import { JobsHost } from "./jobs-host.tsx";
import { UnsavedEditsHost } from "./unsaved-edits-host.tsx";
import { useNamedConnection } from "./use-named-connection.ts";
import { useViewing } from "./use-viewing.ts";
import { useScreenPlaces } from "./use-screen-places.ts";

/** The frame of every screen. It remembers the connection that was last open and where one was, to go back there. */
export function RootRoute() {
  const navigate = useNavigate();
  const config = useQuery(configQuery);
  const { connection: current } = useParams({ strict: false });
  const { pathname } = useLocation();
  const [left, setLeft] = useState<string>();
  if (current !== undefined && current !== left) setLeft(current);
  const named = useNamedConnection(current, config.data);
  const viewing = useViewing();
  const back = current ?? left;
  const screen = current === undefined ? "connections" : screenIn(pathname);
  const placeOf = useScreenPlaces();
  const saved = useSavedConnections((state) => state.connections);
  const shown = useSearch({ strict: false });
  const { key } = shown;
  const title = pageTitle({
    thing: screen === "keys" && key !== undefined ? shownKey(key) : undefined,
    screen: screenTitles[screen],
    connection: current === undefined ? undefined : (named?.connection.label ?? current),
    viewing: current === undefined ? "live" : viewing,
  });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Shell
      connection={named?.used === true ? named.connection : undefined}
      screen={screen}
      viewing={current === undefined ? "live" : viewing}
      onLive={() => void navigate({ to: ".", search: (before) => ({ ...before, at: undefined }) })}
      hrefOf={(wanted) => (back === undefined ? undefined : placeOf(back, wanted))}
      tray={<JobsHost connectionId={named?.connection.id} placeOf={placeOf} />}
      onOpen={(wanted) => {
        if (wanted === "connections" || back === undefined) {
          void navigate({ to: "/", search: current === undefined ? {} : { connection: current } });
        } else if (wanted !== screen) void navigate({ href: placeOf(back, wanted) });
      }}
      here={screen === "keys" ? shownPlace(shown) : undefined}
      onPlace={(place) => {
        if (back === undefined) return;
        const search = placeSearch(place, screen === "keys" ? shown : {});
        void navigate({ to: "/c/$connection/keys", params: { connection: back }, search });
      }}
      choice={config.data && { config: config.data, saved, current }}
      onConnect={(id) => void navigate({ href: placeOf(id, screen === "connections" ? "keys" : screen) })}
    >
      <Outlet />
      <UnsavedEditsHost />
    </Shell>
  );
}

/** A key as the address spells it, with every odd character told as on the screen. */
function shownKey(spelled: string): string | undefined {
  const key = parseKeyText(spelled);
  return key && formatKey(key);
}

function screenIn(pathname: string): ConnectedScreen {
  const last = pathname.split("/").at(-1);
  return connectedScreens.find((screen) => screen === last) ?? "keys";
}
