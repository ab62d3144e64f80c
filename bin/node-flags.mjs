// How the program's own Node.js is started, wherever it is started. Plain JS, like the rest of this folder.

/**
 * V8 sizes the space of new objects by the memory of the machine: on a large one the program holds 300 MB right after it was
 * loaded, and needs 140. Of 4, 8 and 16 MB the larger are 5 and 8 % faster in whole checkouts; after a minute of them the program held
 * 225 MB with 8 and 237 with 16, of the 250 that it may.
 */
export const nodeFlags = ['--max-semi-space-size=8']
