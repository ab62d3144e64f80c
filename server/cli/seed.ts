import { Command } from 'commander'
import { examples } from './examples.ts'

export function seedCommand(): Command {
  return new Command('seed')
    .description(
      'fill an empty installation with the demo: a leather atelier and a maker of pens and notebooks',
    )
    .addHelpText(
      'after',
      examples([['touchmark seed', 'nothing happens where other workshops exist already']]),
    )
    .action(async () => {
      // The program is loaded only when it is needed: help and version should not wait for it.
      const [{ withKernel }, { demoNotice, seedDemo }] = await Promise.all([
        import('./with-kernel.ts'),
        import('../demo/seed-demo.ts'),
      ])
      await withKernel(async (kernel) => {
        await seedDemo(kernel, (line) => console.error(line))
        console.info((await demoNotice(kernel)) ?? 'There are other workshops already: nothing was seeded.')
      })
    })
}
