import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { formatSearchText, parseSearchText } from "./address/search-text.ts";
import type { ConnectedScreen } from "#/features/shell/screens.ts";

/**
 * Where one was on each screen of each connection: coming back to the keys, the key is open that was open before. Gives
 * the address of a screen, from the connection as the URL spells it. The revision that is viewed is that of the address,
 * wherever one was before. Lasts as long as the page.
 */
export function useScreenPlaces(): (connection: string, screen: ConnectedScreen) => string {
  // Path and search of one location: the route's parameters are those of the screen that is being left for a while.
  const { pathname, searchStr } = useLocation();
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>({});
  const here = nameOf(pathname);
  const { at, ...place } = parseSearchText(searchStr);
  const search = formatSearchText(place);
  if (here.startsWith("/c/") && (places[here] ?? "") !== search) setPlaces({ ...places, [here]: search });
  const isHere = (connection: string) => here.startsWith(`/c/${connection}/`);
  return (connection, screen) => {
    const path = `/c/${encodeURIComponent(connection)}/${screen}`;
    const fields = parseSearchText(places[nameOf(path)] ?? "");
    return `${path}${formatSearchText({ ...fields, ...(isHere(connection) && { at }) })}`;
  };
}

/** A path in one spelling; the router decodes some of it. */
export function nameOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
