/** Remembers what keys a row of calls to the gateway wrote, for whoever takes it back. */
import type { Json } from "../../model/json.ts";
import type { DoneWrite } from "../guarded/inverse.ts";
import { answerAsMeant, askPrevious, readAnswered } from "./gateway-write.ts";

/** What keys were written by a row of calls. */
export interface WriteLog {
  /** Those that can be taken back, oldest first. */
  readonly writes: readonly DoneWrite[];
  /** Something was written of which it is not known what was there before. */
  readonly isLossy: boolean;
  /** How many calls to write keys were answered, those that changed nothing included. */
  readonly answered: number;
}

type Call<Place> = (path: string, body: Json, at?: Place) => Promise<Json>;

/**
 * Calls as `call` does, with the same answers, and logs what keys were written. Where `mayNotRead` tells that etcd
 * refused to tell what was there, which it does before it writes, the request is sent again as it was meant.
 */
export function logWrites<Place>(
  call: Call<Place>,
  mayNotRead: (error: unknown) => boolean,
): { readonly call: Call<Place>; readonly log: () => WriteLog } {
  const writes: DoneWrite[] = [];
  let isLossy = false;
  let answered = 0;
  const logged: Call<Place> = async (path, body, at) => {
    const asked = askPrevious(path, body);
    if (asked === undefined) return call(path, body, at);
    let sent = asked;
    const answer = await call(path, asked, at).catch((error: unknown) => {
      if (!mayNotRead(error)) throw error;
      sent = body;
      return call(path, body, at);
    });
    const { written = false, done } = readAnswered(path, sent, answer) ?? {};
    answered++;
    if (done !== undefined) writes.push(done);
    else if (written) isLossy = true;
    return answerAsMeant(path, body, answer);
  };
  return { call: logged, log: () => ({ writes: [...writes], isLossy, answered }) };
}
