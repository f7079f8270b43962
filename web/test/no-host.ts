/** React without a screen: it renders components that draw nothing, so that hooks are tested without a browser. */
import { createContext } from "react";
import createReconciler from "react-reconciler";
import { DefaultEventPriority, NoEventPriority } from "react-reconciler/constants.js";

const nothing = () => undefined;
const no = () => false;
/** Nobody draws an element here. */
const refuse = (): never => {
  throw new Error("A hook under test draws nothing");
};
const context = {};
let priority = NoEventPriority;

export const noHost = createReconciler<
  string,
  object,
  object,
  never,
  never,
  never,
  never,
  never,
  never,
  never,
  object,
  never,
  ReturnType<typeof setTimeout>,
  -1,
  null,
  null,
  null,
  never,
  never,
  never
>({
  supportsMutation: true,
  supportsPersistence: false,
  supportsHydration: false,
  isPrimaryRenderer: true,
  rendererVersion: "1",
  rendererPackageName: "no-host",
  extraDevToolsConfig: null,
  bindToConsole: () => nothing,
  createInstance: refuse,
  createTextInstance: refuse,
  appendInitialChild: refuse,
  finalizeInitialChildren: no,
  shouldSetTextContent: no,
  getRootHostContext: () => context,
  getChildHostContext: () => context,
  getPublicInstance: (instance) => instance,
  prepareForCommit: () => null,
  resetAfterCommit: nothing,
  clearContainer: nothing,
  preparePortalMount: nothing,
  scheduleTimeout: setTimeout,
  cancelTimeout: clearTimeout,
  noTimeout: -1,
  getInstanceFromNode: () => null,
  beforeActiveInstanceBlur: nothing,
  afterActiveInstanceBlur: nothing,
  prepareScopeUpdate: nothing,
  getInstanceFromScope: () => null,
  detachDeletedInstance: nothing,
  NotPendingTransition: null,
  HostTransitionContext: createContext<null>(null),
  setCurrentUpdatePriority: (next) => {
    priority = next;
  },
  getCurrentUpdatePriority: () => priority,
  resolveUpdatePriority: () => (priority === NoEventPriority ? DefaultEventPriority : priority),
  resetFormInstance: nothing,
  requestPostPaintCallback: nothing,
  shouldAttemptEagerTransition: no,
  trackSchedulerEvent: nothing,
  resolveEventType: () => null,
  resolveEventTimeStamp: () => -1,
  maySuspendCommit: no,
  maySuspendCommitOnUpdate: no,
  maySuspendCommitInSyncRender: no,
  preloadInstance: () => true,
  startSuspendingCommit: () => null,
  suspendInstance: nothing,
  suspendOnActiveViewTransition: nothing,
  waitForCommitToBeReady: () => null,
  getSuspendedCommitReason: () => null,
});
