// How the program's own Node.js is started, wherever it is started. Plain JS, like the rest of this folder.

/**
 * V8 sizes the space of new objects by the memory of the machine: on a large one the program holds 300 MB right after it was
 * loaded, and needs 140. 16 MB is what smaller machines get.
 */
export const nodeFlags = ['--max-semi-space-size=16']
