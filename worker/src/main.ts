/** Wires the app to the platform. */
import { createApp } from "./app.ts";
import { dial, openPipe } from "./socket/platform.ts";
import { upgrade } from "./socket/web-socket.ts";

export default createApp({ dial, openPipe, upgrade });
