/** Who is told of what watches cost; apart from the stream, which is loaded later. */
export type OnTraffic = (connectionId: string, receivedBytes: number, watches: number) => void;

let tell: OnTraffic = () => undefined;

/** Hands the traffic of all watches of the page to `onTraffic` from now on. */
export function logTraffic(onTraffic: OnTraffic): void {
  tell = onTraffic;
}

/** Tells that bytes came for the watches of a connection, of which there are so many now. */
export const tellTraffic: OnTraffic = (connectionId, receivedBytes, watches) =>
  tell(connectionId, receivedBytes, watches);
