// How the program's own Node.js is started, wherever it is started. Plain JS, like the rest of this folder.

/**
 * V8 sizes the space of new objects by the memory of the machine: on a large one the program holds 300 MB right after it was
 * loaded, and needs 140. Of 16, 8 and 4 MB the smallest was as fast under load, and held 239 MB against 288 after it in one run,
 * 261 against 265 in another.
 */
export const nodeFlags = ['--max-semi-space-size=4']
