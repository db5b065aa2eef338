/** A line of a file of traces: a call of a model may hold whole documents. */
export const maxTraceLineBytes = 64 * 1024 * 1024;

/** A trace with more is one of a loop that never ended, and would fill the memory. */
export const mostSpansOfTrace = 10_000;
export const mostTextOfTrace = 32 * 1024 * 1024;

/** Texts of the normal form, in characters. What is longer is cut, so that a dataset row stays one that a person can read. */
export const longestTextOfTrace = 256 * 1024;
/** A whole line of the normal form; where it is longer, its texts are cut shorter. */
export const longestTraceLine = 8 * 1024 * 1024;
