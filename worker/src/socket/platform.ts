/** The only file that touches the platform's sockets. */
import { connect } from "cloudflare:sockets";
import { env } from "cloudflare:workers";
import type { BodyPipe } from "#/model/transport.ts";
import { dialBound } from "./bound-dial.ts";

/** Dials over the sockets of Cloudflare Workers, also in workerd on one's own machine, and over its bound services. */
export const dial = dialBound(connect, (binding): unknown => Reflect.get(env, binding));

/** The platform's own pipe: it copies nothing, and its bytes never go through JavaScript's queues. */
export const openPipe = (): BodyPipe => new IdentityTransformStream();
