import type { Module } from './kernel/module.ts'

/** Every module, in order of dependency: a module may import only what stands above it. */
export const modules: readonly Module[] = []
