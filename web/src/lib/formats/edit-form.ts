/**
 * How the text of an edit is stored, where not as typed. `kept`: it is the formatted view of JSON on one line, and
 * stored on one line as before. `minified`: it is shown on several lines and stored on one.
 */
export const editForms = ["kept", "minified"] as const;

export type EditForm = (typeof editForms)[number];
