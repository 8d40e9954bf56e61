/** The limits of cel-go's parser, which Kubernetes leaves at their defaults. */

/** Of a source, in code points. */
export const MAX_SOURCE_LENGTH = 100_000;

/** Of each rule of the grammar within itself, and of the operators of a tree within each other. */
export const MAX_DEPTH = 250;

/** Of syntax errors; the next one ends the parse. */
export const MAX_SYNTAX_ERRORS = 100;

/** Of attempts to go on behind a syntax error. */
export const MAX_RECOVERIES = 30;

/** Of tokens that one attempt to go on may skip. */
export const MAX_SKIPPED_TOKENS = 256;

/**
 * Of nodes; more than any source makes without copying. cel-go has no such limit: there
 * `a.optMap(b, c).optMap(b, c)...` doubles with every call, until the memory is spent.
 */
export const MAX_NODES = 250_000;
