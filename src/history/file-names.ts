/** How the files of a history are called, on a branch as in a folder. */

export const HISTORY_FILE = "history.json";
/** Of all manifests; each of several has one of its own beside it. */
export const BADGE_FILE = "badge.json";
