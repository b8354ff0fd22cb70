// What the measurements and the journeys hold on to.

/** The first question, and its first answer. */
export const FIRST_QUESTION = { hash: "#/en/check/place", answer: "main fieldset input:is([type=radio], [type=checkbox])" };
