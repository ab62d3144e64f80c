import type { FastifyInstance } from 'fastify'

/** `GET /files/:`: parameters lose their names, so that two that differ only there are one. */
export type Route = string

const NODE = /^((?:│ {3}| {4})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/

/** Every route that the program answers, HEAD left out, as the router itself tells it. */
export function routesOf(app: FastifyInstance): Route[] {
  const found = new Set<Route>()
  const path: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const node = NODE.exec(line)
    if (!node) continue
    const [, indent = '', part = '', methods = ''] = node
    path.length = indent.length / 4
    path.push(part)
    const whole = path.join('').replace(/:\w+(\([^/]*\))?(\|:\w+)*/g, ':')
    for (const method of methods.split(', ')) if (method && method !== 'HEAD') found.add(`${method} ${whole}`)
  }
  return [...found].sort()
}
