import { ActionIcon, Button, Modal, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useRef,
  useState,
} from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import dialog from '../../kit/command-dialog.module.css'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import graph from '../../kit/graph/graph.module.css'
import { GraphView } from '../../kit/graph/graph-view.tsx'
import { keyOf } from '../../kit/keys.ts'
import { notify } from '../../kit/notify.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { nameIn, type Product } from './product-texts.ts'
import {
  add,
  change,
  connect,
  connected,
  type Draft,
  type DraftOperation,
  disconnect,
  draftOf,
  edgesOf,
  isFilledIn,
  mayConnect,
  NODE,
  remove,
  toOperations,
} from './routing-draft.ts'
import styles from './routing-editor.module.css'
import { OperationFields } from './routing-fields.tsx'

interface Drawing {
  from: string
  x: number
  y: number
  /** By keyboard the line ends where the focus is, so none is drawn. */
  byKeys?: boolean
}

/**
 * Draws how a product is made. Everything works with the mouse, with keys alone, and in the table, which is the same draft. Nothing
 * is kept until it is saved, as a new version.
 */
export default function RoutingEditor(props: {
  product: Product
  operations: DataOf<'/api/v1/products/{productId}/routing'>['operations']
  onClose(): void
}): ReactNode {
  const { t, locale } = useLanguage()
  const [draft, setDraft] = useState<Draft>(() => draftOf(props.operations))
  const [past, setPast] = useState<readonly Draft[]>([])
  const [chosen, setChosen] = useState<string | undefined>(props.operations[0]?.code)
  const [view, setView] = useState<'graph' | 'table'>('graph')
  const [drawing, setDrawing] = useState<Drawing>()
  const [said, setSaid] = useState('')
  const [isLeaving, setLeaving] = useState(false)
  const canvas = useRef<HTMLDivElement>(null)
  const focusNext = useRef<string>(undefined)
  const panel = useRef<HTMLDivElement>(null)
  const centres = useQuery(read('/api/v1/work-centres', { query: { limit: 200, sort: 'code' } }))
  const centreNames = new Map(centres.data?.items.map((one) => [one.id, nameIn(locale, one)]))
  // An operation keeps its own while the list is on its way, and one that is not in the list any more.
  for (const { workCentreId, workCentre } of props.operations)
    if (!centreNames.has(workCentreId)) centreNames.set(workCentreId, workCentre)
  const centreOptions = [...centreNames].map(([value, label]) => ({ value, label }))
  const hasNoCentre = centres.data !== undefined && centreNames.size === 0
  const save = useCommand((body: { operations: ReturnType<typeof toOperations> }) =>
    api.POST('/api/v1/products/{productId}/routings', {
      params: { path: { productId: props.product.id } },
      body,
    }),
  )

  const nameOf = (key: string): string => {
    const index = draft.findIndex((operation) => operation.key === key)
    return draft[index]?.name || t('routing.operationNo', { number: index + 1 })
  }
  const set = (next: Draft) => {
    if (next === draft) return
    setPast([...past, draft])
    setDraft(next)
  }
  const tryConnect = (from: string, to: string) => {
    if (connected(draft, from, to)) {
      setSaid(t('routing.connectedAlready', { from: nameOf(from), to: nameOf(to) }))
    } else if (mayConnect(draft, from, to)) {
      set(connect(draft, from, to))
      setSaid(t('routing.connected', { from: nameOf(from), to: nameOf(to) }))
    } else {
      setSaid(
        from === to ? t('routing.circleSelf') : t('routing.circle', { from: nameOf(from), to: nameOf(to) }),
      )
    }
  }
  const cut = (edge: { from: string; to: string }) => {
    set(disconnect(draft, edge))
    setSaid(t('routing.disconnected', { from: nameOf(edge.from), to: nameOf(edge.to) }))
  }
  const takeOut = (key: string) => {
    setSaid(t('routing.removed', { operation: nameOf(key) }))
    set(remove(draft, key))
    if (chosen === key) setChosen(undefined)
  }
  const addOne = () => {
    const after = chosen ?? draft.at(-1)?.key
    const added = add(draft, centreOptions[0]?.value ?? '', after)
    set(added.draft)
    setChosen(added.key)
    setSaid(t('routing.added'))
    focusNext.current = added.key
  }
  // What was just added is named first, and what lacks something is gone on with there.
  useEffect(() => {
    if (focusNext.current === undefined) return
    const group = panel.current?.querySelector<HTMLElement>(`[data-operation="${focusNext.current}"]`)
    const input =
      group?.querySelector<HTMLElement>('input:invalid, select:invalid') ?? group?.querySelector('input')
    input?.focus()
    focusNext.current = undefined
  })
  const undo = () => {
    const before = past.at(-1)
    if (!before) return
    setDraft(before)
    setPast(past.slice(0, -1))
    setSaid(t('routing.undone'))
  }

  const onNodeKey = (event: KeyboardEvent, key: string) => {
    if (event.key === 'Escape' && drawing) {
      event.preventDefault()
      event.stopPropagation()
      setDrawing(undefined)
      setSaid('')
    } else if (event.key === 'Enter' && drawing) {
      event.preventDefault()
      tryConnect(drawing.from, key)
      setDrawing(undefined)
    } else if (keyOf(event).toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      setDrawing({ from: key, x: 0, y: 0, byKeys: true })
      setSaid(t('routing.connecting', { operation: nameOf(key) }))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      takeOut(key)
    }
  }

  const at = (event: PointerEvent) => {
    const frame = canvas.current!.getBoundingClientRect()
    return { x: event.clientX - frame.left, y: event.clientY - frame.top }
  }
  const nodeAt = (event: PointerEvent): string | undefined =>
    (document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-node]') as HTMLElement | null)
      ?.dataset.node
  const handle = (key: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.preventDefault()
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrawing({ from: key, ...at(event) })
    },
    onPointerMove: (event: PointerEvent) => {
      if (drawing && !drawing.byKeys) setDrawing({ ...drawing, ...at(event) })
    },
    onPointerUp: (event: PointerEvent) => {
      if (!drawing || drawing.byKeys) return
      const target = nodeAt(event)
      setDrawing(undefined)
      if (target !== undefined && target !== key) tryConnect(key, target)
    },
    onPointerCancel: () => setDrawing(undefined),
  })

  const close = () => (past.length > 0 ? setLeaving(true) : props.onClose())
  const submit = () => {
    // The browser asks for what is missing in the fields that it shows, and shows those of one operation.
    const unfinished = draft.find((operation) => !isFilledIn(operation))
    if (unfinished) {
      setChosen(unfinished.key)
      setSaid(t('routing.unfinished', { operation: nameOf(unfinished.key) }))
      focusNext.current = unfinished.key
      return
    }
    save.mutate(
      { operations: toOperations(draft) },
      {
        onSuccess: () => {
          notify(t('done.saved'))
          props.onClose()
        },
      },
    )
  }
  const fields = (operation: DraftOperation) => (
    <OperationFields
      key={operation.key}
      operation={operation}
      label={nameOf(operation.key)}
      draft={draft}
      nameOf={nameOf}
      centres={centreOptions}
      onChange={(patch) => set(change(draft, operation.key, patch))}
      onRemove={() => takeOut(operation.key)}
    />
  )
  const selected = draft.find(({ key }) => key === chosen)

  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={!drawing}
      closeOnClickOutside={false}
      size="80rem"
      classNames={{ inner: styles.inner!, content: styles.content! }}
      title={
        <span className={dialog.title}>{t('routing.edit', { name: nameIn(locale, props.product) })}</span>
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.editor}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => {
          const typing = event.target instanceof HTMLInputElement
          if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !typing) {
            event.preventDefault()
            undo()
          }
        }}
      >
        <p className={styles.lead}>{t('routing.edit.text')}</p>
        <div className={styles.tools}>
          <Button
            type="button"
            variant="default"
            loading={centres.isPending}
            disabled={centreNames.size === 0}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={addOne}
          >
            {t('routing.add')}
          </Button>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t('action.undo')}
            title={t('action.undo')}
            disabled={past.length === 0}
            onClick={undo}
          >
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
          <SegmentedControl
            aria-label={t('routing.view')}
            value={view}
            onChange={(value) => setView(value === 'table' ? 'table' : 'graph')}
            data={[
              { value: 'graph', label: t('routing.asGraph') },
              { value: 'table', label: t('routing.asTable') },
            ]}
          />
          <p role="status" className={styles.said}>
            {said}
          </p>
        </div>
        <ErrorPanel error={save.error} />
        {centres.isError ? <ErrorPanel error={centres.error} onRetry={() => void centres.refetch()} /> : null}
        {hasNoCentre ? (
          <EmptyState title={t('centre.empty')} text={t('routing.noCentre.text')}>
            <Button variant="default" renderRoot={(root) => <Link {...root} to="/work-centres" />}>
              {t('centre.title')}
            </Button>
          </EmptyState>
        ) : draft.length === 0 ? (
          <EmptyState title={t('routing.empty')} text={t('routing.editor.empty')} />
        ) : view === 'table' ? (
          <div ref={panel} className={styles.table}>
            {draft.map(fields)}
          </div>
        ) : (
          <div className={styles.split}>
            <div className={styles.picture}>
              <GraphView
                label={t('routing.none')}
                hint={t('routing.editor.hint')}
                canvasRef={canvas}
                nodes={draft.map(({ key }) => ({ id: key, ...NODE }))}
                edges={edgesOf(draft)}
                current={chosen}
                drawing={drawing && !drawing.byKeys ? drawing : undefined}
                onKeyDown={onNodeKey}
                onEdge={(edge) => (
                  <button
                    type="button"
                    className={styles.cut}
                    aria-label={t('routing.cut', { from: nameOf(edge.from), to: nameOf(edge.to) })}
                    title={t('routing.cut', { from: nameOf(edge.from), to: nameOf(edge.to) })}
                    onClick={() => cut(edge)}
                  >
                    <IconX size={12} stroke={2.5} aria-hidden />
                  </button>
                )}
                node={(key, given) => {
                  const operation = draft.find((one) => one.key === key)!
                  const target =
                    drawing === undefined || drawing.from === key
                      ? undefined
                      : mayConnect(draft, drawing.from, key)
                        ? 'possible'
                        : 'refused'
                  return (
                    <>
                      <button
                        type="button"
                        {...given}
                        ref={given.ref as Ref<HTMLButtonElement>}
                        data-node={key}
                        className={graph.card}
                        data-chosen={key === chosen}
                        data-target={target}
                        aria-pressed={key === chosen}
                        aria-keyshortcuts="C Delete"
                        onClick={() => setChosen(key)}
                      >
                        <span className={graph.title}>{nameOf(key)}</span>
                        <span className={graph.sub}>
                          {centreOptions.find(({ value }) => value === operation.workCentreId)?.label ?? ''}
                        </span>
                        <span className={graph.sub}>
                          {operation.standardMinutes === ''
                            ? t('routing.noMinutes')
                            : t('routing.minutesOf', { minutes: operation.standardMinutes })}
                        </span>
                      </button>
                      <span
                        className={styles.handle}
                        aria-hidden
                        title={t('routing.drag')}
                        {...handle(key)}
                      />
                    </>
                  )
                }}
              />
            </div>
            <div ref={panel} className={styles.panel}>
              {selected ? fields(selected) : <p className={styles.lead}>{t('routing.choose')}</p>}
            </div>
          </div>
        )}
        <div className={styles.buttons}>
          <Button type="button" variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={draft.length === 0}>
            {t('action.save')}
          </Button>
        </div>
      </form>
      {isLeaving ? <Leave onStay={() => setLeaving(false)} onLeave={props.onClose} /> : null}
    </Modal>
  )
}

function Leave(props: { onStay(): void; onLeave(): void }) {
  const t = useTexts()
  return (
    <ConfirmDialog
      title={t('leave.title')}
      text={t('leave.text')}
      submit={t('leave.do')}
      danger
      onConfirm={async () => props.onLeave()}
      onClose={props.onStay}
    />
  )
}
