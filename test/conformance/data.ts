import { join } from "node:path";

/** The project's own copy of the recordings. */
export const DATA = join(import.meta.dirname, "data");
