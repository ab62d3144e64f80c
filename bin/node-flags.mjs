// How the program's own Node.js is started, wherever it is started. Plain JS, like the rest of this folder.

/**
 * V8 sizes the space of new objects by the memory of the machine: on a large one the program holds 300 MB right after it was
 * loaded, and needs 140. With 8 or 16 MB whole checkouts are 5 to 10 % faster than with 4, and alike between the two; after a minute of
 * them the program held 225 MB with 8 and 237 with 16, of the 250 that it may.
 */
export const nodeFlags = ['--max-semi-space-size=8']
