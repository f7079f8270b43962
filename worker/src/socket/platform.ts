/** The only file that touches the platform's sockets. */
import { connect } from "cloudflare:sockets";
import { dialWith } from "./dial.ts";

/** Dials over the sockets of Cloudflare Workers, also in workerd on one's own machine. */
export const dial = dialWith(connect);
