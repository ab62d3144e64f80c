import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { roundHalfEven } from '../../../shared/money.ts'
import type { DataOf } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { MoneyText, None, QuantityText, useFormat } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import styles from './bom-tree.module.css'
import { ProductName } from './product-picture.tsx'
import { nameIn } from './product-texts.ts'

type Tree = DataOf<'/api/v1/products/{productId}/bill-of-materials/tree'>
type Node = Tree['nodes'][number]

const keyOf = (path: readonly string[]): string => path.join('\n')

/** What a product is made of, level by level, and what that comes to for one piece. */
export function BomTree({ tree, label }: { tree: Tree; label: string }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const shown = tree.nodes.filter(
    ({ path }) => !path.slice(0, -1).some((_, index) => closed.has(keyOf(path.slice(0, index + 1)))),
  )
  const parents = new Set(tree.nodes.map(({ path }) => keyOf(path.slice(0, -1))))
  const toggle = (key: string) =>
    setClosed((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  const inMoney = (amount: string | null, decimals = 2) =>
    amount === null ? null : { amount: roundHalfEven(amount, decimals), currency: tree.currency }
  const columns: Column<Node>[] = [
    {
      key: 'name',
      header: t('bom.component'),
      grow: true,
      cell: (node) => {
        const key = keyOf(node.path)
        const isOpen = !closed.has(key)
        const name = nameIn(locale, node)
        return (
          <span className={styles.name} style={{ paddingInlineStart: `${(node.level - 1) * 1.5}rem` }}>
            {parents.has(key) ? (
              <ActionIcon
                size="sm"
                aria-expanded={isOpen}
                aria-label={t('bom.parts', { name })}
                onClick={() => toggle(key)}
              >
                {isOpen ? (
                  <IconChevronDown size={16} aria-hidden />
                ) : (
                  <IconChevronRight size={16} aria-hidden />
                )}
              </ActionIcon>
            ) : parents.size > 1 ? (
              <span className={styles.leaf} />
            ) : null}
            <Link to="/products/$id" params={{ id: node.productId }} className={styles.link}>
              <ProductName id={node.productId} name={name} />
            </Link>
            {node.level > 1 ? (
              <span className="visually-hidden">{t('bom.level', { level: node.level })}</span>
            ) : null}
          </span>
        )
      },
    },
    {
      key: 'quantity',
      header: t('bom.quantity'),
      align: 'end',
      cell: (node) => <QuantityText value={node.quantity} unit={node.unit} />,
    },
    {
      key: 'scrap',
      header: t('bom.scrap'),
      align: 'end',
      cell: (node) =>
        node.scrapPercent === '0' ? (
          <None />
        ) : (
          <span className="numbers">{format.quantity(node.scrapPercent)}%</span>
        ),
    },
    {
      key: 'perPiece',
      header: t('bom.perPiece'),
      align: 'end',
      cell: (node) => <QuantityText value={node.perPiece} unit={node.unit} />,
    },
    {
      key: 'unitCost',
      header: t('bom.unitCost'),
      align: 'end',
      phone: 'hide',
      cell: (node) => <MoneyText value={inMoney(node.unitCost)} />,
    },
    {
      key: 'cost',
      header: t('bom.cost'),
      align: 'end',
      cell: (node) =>
        node.cost === null ? (
          <StateBadge tone="warning">{t('bom.noCost')}</StateBadge>
        ) : (
          <span className={parents.has(keyOf(node.path)) ? styles.sum : undefined}>
            <MoneyText value={inMoney(node.cost)} />
          </span>
        ),
    },
  ]
  return (
    <>
      <DataTable label={label} columns={columns} rows={shown} rowKey={(node) => keyOf(node.path)} />
      <div className={styles.sums}>
        <Facts>
          <Fact name={t('bom.material')}>
            <MoneyText value={inMoney(tree.materialCost)} />
          </Fact>
          <Fact name={t('bom.labour')}>
            <MoneyText value={inMoney(tree.labourCost)} />
          </Fact>
          <Fact name={t('bom.together')}>
            <strong>
              <MoneyText value={inMoney(tree.unitCost)} />
            </strong>
          </Fact>
          <Fact name={t('product.cost')}>
            <MoneyText value={inMoney(tree.standardCost)} />
          </Fact>
          <Fact name={t('bom.minutes')}>
            <QuantityText value={tree.minutes} />
          </Fact>
        </Facts>
        {tree.complete ? null : <p className={styles.note}>{t('bom.incomplete')}</p>}
      </div>
    </>
  )
}
