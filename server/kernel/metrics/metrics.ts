import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What the program counts, for Prometheus. One registry per kernel, so that tests do not share it. */
export class Metrics {
  readonly registry = new Registry()
  readonly #operations = new Histogram({
    name: 'touchmark_operation_seconds',
    help: 'Time of commands and queries by name and outcome (ok or the error code)',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #requests = new Histogram({
    name: 'touchmark_http_request_seconds',
    help: 'Time of HTTP requests by route, method and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #jobs = new Histogram({
    name: 'touchmark_job_seconds',
    help: 'Time of jobs by name and outcome',
    labelNames: ['job', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #limited = new Counter({
    name: 'touchmark_rate_limited_total',
    help: 'Requests refused by a rate limit, by policy',
    labelNames: ['policy'],
    registers: [this.registry],
  })
  readonly #live = new Gauge({
    name: 'touchmark_live_connections',
    help: 'Open connections of the live feed',
    registers: [this.registry],
  })
  readonly #pool = new Gauge({
    name: 'touchmark_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [this.registry],
  })

  constructor(options: { process: boolean }) {
    if (options.process) collectDefaultMetrics({ register: this.registry })
  }

  operation(operation: string, outcome: string, seconds: number): void {
    this.#operations.observe({ operation, outcome }, seconds)
  }
  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds)
  }
  job(job: string, outcome: string, seconds: number): void {
    this.#jobs.observe({ job, outcome }, seconds)
  }
  limited(policy: string): void {
    this.#limited.inc({ policy })
  }
  live(change: 1 | -1): void {
    this.#live.inc(change)
  }
  pool(counts: { total: number; idle: number; waiting: number }): void {
    this.#pool.set({ state: 'total' }, counts.total)
    this.#pool.set({ state: 'idle' }, counts.idle)
    this.#pool.set({ state: 'waiting' }, counts.waiting)
  }
}
